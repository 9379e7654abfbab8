import { dig } from '../../text/index.js'
import { readEvent } from '../runner/index.js'

/** Events whose workflows get a read-only token when the head is a fork's (GitHub, "Events that trigger workflows"). */
const PULL_REQUESTS = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
])

/** Whether the job's token can't write, whatever its permissions say: for forks and for Dependabot. */
export function hasReadOnlyToken(variable: (name: string) => string): boolean {
  const event = variable('GITHUB_EVENT_NAME')
  if (!PULL_REQUESTS.has(event)) return false
  if (variable('GITHUB_ACTOR') === 'dependabot[bot]') return true
  const payload = readEvent(variable('GITHUB_EVENT_PATH'))
  const [head, base] = ['head', 'base'].map((side) =>
    dig(payload, 'pull_request', side, 'repo', 'full_name'),
  )
  return typeof base === 'string' && head !== base
}
