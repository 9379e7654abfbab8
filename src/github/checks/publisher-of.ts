import { type Transport } from '../../http/index.js'
import type { BudgetParts } from './budget.js'
import { CheckCalls } from './check-calls.js'
import type { WantedCheck } from './check-inputs.js'
import type { OpenCheck } from './check-record.js'
import { CheckRunPublisher } from './check-run-publisher.js'
import type { Reading } from './github-errors.js'
import type { Publisher } from './publisher.js'
import { StatusPublisher } from './status-publisher.js'

interface PublisherParts extends Pick<BudgetParts, 'clock' | 'random'> {
  /** Takes known secrets out of remote text. */
  readonly star: (text: string) => string
}

/**
 * The publisher for `check-kind`; undefined without a token. `left` is what the main step published, for the post step.
 */
export function publisherOf(
  { kind, access, runUrl }: WantedCheck,
  openTransport: () => Transport,
  parts: PublisherParts,
  left?: OpenCheck,
): Publisher | undefined {
  const { token } = access
  if (token === undefined) return undefined
  const reading = (): Reading => ({ now: parts.clock.now(), starred: parts.star })
  const calls = new CheckCalls({ ...access, token }, openTransport(), reading)
  if (kind === 'status') return new StatusPublisher(calls, parts, runUrl)
  const id = left?.id
  return new CheckRunPublisher(calls, parts, {
    ...(id !== undefined && { id }),
    doubtful: left !== undefined && id === undefined,
  })
}
