import type { Secrets } from '../../text/index.js'
import { flattened, visible } from './markdown.js'

/**
 * Takes secrets out of remote text for Markdown, which leaves out what can't be seen and makes one blank of several: what
 * only resembles a secret would become one then.
 */
export function starring(secrets: Secrets): (text: string) => string {
  return (text) => {
    const seen = secrets.starredThrough(text, visible)
    const flat = flattened(seen)
    const safe = secrets.starred(flat)
    // The last lines of a log keep their blanks.
    return safe === flat ? seen : safe
  }
}
