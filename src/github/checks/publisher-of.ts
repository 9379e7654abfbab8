import { type Transport } from '../../http/index.js'
import type { BudgetParts } from './budget.js'
import { CheckCalls } from './check-calls.js'
import type { WantedCheck } from './check-inputs.js'
import type { OpenCheck } from './check-record.js'
import { CheckRunPublisher } from './check-run-publisher.js'
import type { Publisher } from './publisher.js'
import { StatusPublisher } from './status-publisher.js'

/** The way that was asked for; undefined without a token. `left` is what another process published. */
export function publisherOf(
  { kind, access, runUrl }: WantedCheck,
  openTransport: () => Transport,
  parts: Pick<BudgetParts, 'clock' | 'random'>,
  left?: OpenCheck,
): Publisher | undefined {
  const { token } = access
  if (token === undefined) return undefined
  const calls = new CheckCalls({ ...access, token }, openTransport(), () => parts.clock.now())
  if (kind === 'status') return new StatusPublisher(calls, parts, runUrl)
  const id = left?.id
  return new CheckRunPublisher(calls, parts, {
    ...(id !== undefined && { id }),
    doubtful: left !== undefined && id === undefined,
  })
}
