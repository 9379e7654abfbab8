import { Secret } from '../../../src/core/secret.js'
import type { WantedCheck } from '../../../src/github/checks/check-inputs.js'
import type { Transport } from '../../../src/http/messages.js'
import { createTransport } from '../../../src/http/transport.js'
import { GITHUB_TOKEN } from '../../simulator/github/index.js'
import { holdWhileBusy, type VirtualClock } from '../../support/virtual-clock.js'

/** Real milliseconds of silence after which a request to GitHub is given up. */
const PATIENCE_MS = 250

/** The check of a job of octo/app, on the GitHub at that address. */
export function wantedAt(url: string, wish: Partial<WantedCheck> = {}): WantedCheck {
  return {
    kind: 'check',
    name: 'CodeArts',
    access: {
      apiUrl: new URL(url),
      owner: 'octo',
      repo: 'app',
      token: new Secret(GITHUB_TOKEN),
    },
    readOnly: false,
    origin: '4711/1/build/',
    ...wish,
  }
}

/** Ways to GitHub that hold a virtual clock while a request is under way. */
export class GithubWays {
  readonly #clock: VirtualClock
  readonly #closers: (() => void)[] = []

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  readonly open = (): Transport => {
    const plain = createTransport({
      userAgent: 'test',
      keepAlive: false,
    })
    this.#closers.push(() => plain.close())
    const patient: Transport = {
      send: (request, signal) => plain.send({ ...request, answerWithinMs: PATIENCE_MS }, signal),
      close: () => plain.close(),
    }
    return holdWhileBusy(patient, this.#clock)
  }

  close(): void {
    for (const close of this.#closers) close()
  }
}
