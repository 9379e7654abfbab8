import { SHORTEST_SECRET } from '../../inputs/index.js'
import { STARS } from '../../text/index.js'

/** What a gateway may quote of the request it refused; no list of secrets holds it. */
const SIGNATURE = /(Signature=)[0-9a-f]{32,}/gi

/**
 * Every secret of this run, those that a sign-in brings too: what our own lines must not show, whoever's words they
 * quote. The runner's masks do the same in the job's log, but not elsewhere.
 */
export class KnownSecrets {
  readonly #forms = new Set<string>()
  #longestFirst: readonly string[] = []

  add(value: string): void {
    if (value.trim().length < SHORTEST_SECRET) return
    this.#forms.add(value)
    this.#longestFirst = [...this.#forms].sort((a, b) => b.length - a.length)
  }

  starred(text: string): string {
    const safe = this.#longestFirst.reduce((rest, form) => rest.replaceAll(form, STARS), text)
    return safe.replace(SIGNATURE, `$1${STARS}`)
  }
}
