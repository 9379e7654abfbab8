import type { LogPage } from '../wire/index.js'
import {
  ActionError,
  countNewlines,
  type LogChunk,
  type LogCursor,
} from '../../../../core/index.js'

/** The two versions of the incremental call; an offset of one is of no use to the other. */
export type PageWay = 'v3' | 'v1'

/** Where an incremental log stands. */
export interface PagePlace {
  readonly way: PageWay
  /** In the service's own unit; 0 at the beginning. */
  readonly offset: number
  /** UTF-16 units already printed of the page at `offset`, for an offset that stays although text came. */
  readonly seen: number
  /** The first half of a surrogate pair whose second half comes with the next page. */
  readonly held: string
  /** Lines printed, for a message about a gap. */
  readonly lines: number
}

export type AskForPage = (offset: number, signal: AbortSignal) => Promise<LogPage>

/** How often a page that is not the one asked for is asked for again. */
const ASK_AGAIN = 3
/** Pages without text in one pass, each with a new offset: beyond, the rest waits for the next pass. */
const MAX_EMPTY_PAGES = 200

/**
 * What the log holds after a place, page by page; the next page is requested while one is handed on. Ends where the
 * service has no more yet, or where another request brings neither text nor a new offset.
 *
 * Assumption: `has_more_data` is about what exists now, not about the build's end; the reference leaves it open
 * (CodeArts Build API reference, "Querying real-time logs"), and only the build's record ends anything here.
 */
export async function* followPages(
  request: AskForPage,
  start: PagePlace,
  signal: AbortSignal,
): AsyncGenerator<LogChunk, void, undefined> {
  const leaving = new AbortController()
  const dropped = AbortSignal.any([signal, leaving.signal])
  const ask = (offset: number): Promise<LogPage> => {
    const page = request(offset, dropped)
    // Requested ahead, and perhaps never awaited: its rejection must not count as unhandled, which would end the process.
    page.catch(() => undefined)
    return page
  }
  try {
    let place = start
    let asked: Promise<LogPage> | undefined = ask(place.offset)
    let empty = 0
    while (asked !== undefined) {
      const page = await trusted(await asked, place, ask)
      const taken = take(place, page)
      empty = page.text.length === 0 ? empty + 1 : 0
      const more = page.more && taken.news && empty < MAX_EMPTY_PAGES
      asked = more ? ask(taken.place.offset) : undefined
      // A chunk without text still carries the new place; without it the same page would be asked for for ever.
      if (taken.news) {
        const lines = taken.place.lines - place.lines
        const gap = isPast(page, place) ? { gap: hole(place, page) } : {}
        yield { bytes: taken.bytes, lines, cursor: cursorOf(taken.place), ...gap }
      }
      place = taken.place
    }
  } finally {
    leaving.abort()
  }
}

/** The page that was asked for. A page of another place is asked for again; after some tries one that leaves a gap is taken. */
async function trusted(
  first: LogPage,
  place: PagePlace,
  ask: (offset: number) => Promise<LogPage>,
): Promise<LogPage> {
  let page = first
  for (let again = 0; again < ASK_AGAIN && isElsewhere(page, place); again += 1) {
    page = await ask(place.offset)
  }
  if (isElsewhere(page, place) && !isPast(page, place)) throw stuck(place, page)
  return page
}

/** An empty page of an earlier place comes from a copy of the log that is not up to date: nothing to print. */
function isElsewhere(page: LogPage, place: PagePlace): boolean {
  if (page.from === undefined || page.from === place.offset) return false
  return page.text.length > 0 || isPast(page, place)
}

/** Between the place that was asked for and this page a part of the log is missing. */
function isPast(page: LogPage, place: PagePlace): boolean {
  return page.from !== undefined && page.from > place.offset
}

interface Taken {
  readonly bytes: Uint8Array
  readonly place: PagePlace
  /** Whether text or a new offset came. */
  readonly news: boolean
}

function take(place: PagePlace, page: LogPage): Taken {
  const seen = isPast(page, place) ? 0 : place.seen
  const moved = page.next > place.offset
  if (typeof page.text !== 'string' && moved && seen === 0 && place.held === '') {
    const lines = place.lines + (page.lines ?? countNewlines(page.text))
    return { bytes: page.text, news: true, place: { ...place, offset: page.next, seen: 0, lines } }
  }
  const all = typeof page.text === 'string' ? page.text : Buffer.from(page.text).toString('utf8')
  const fresh = all.slice(seen)
  const text = place.held + fresh
  const cut = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length
  const printed = text.slice(0, cut)
  return {
    bytes: Buffer.from(printed, 'utf8'),
    news: moved || fresh !== '',
    place: {
      way: place.way,
      offset: moved ? page.next : place.offset,
      seen: moved ? 0 : Math.max(seen, all.length),
      held: text.slice(cut),
      lines: place.lines + newlines(printed),
    },
  }
}

function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

export function placeOf(way: PageWay, cursor: LogCursor | undefined): PagePlace {
  const { offset, seen, held, lines } = cursor ?? {}
  return {
    way,
    offset: typeof offset === 'number' ? offset : 0,
    seen: typeof seen === 'number' ? seen : 0,
    held: typeof held === 'string' ? held : '',
    lines: typeof lines === 'number' ? lines : 0,
  }
}

function cursorOf({ way, offset, seen, held, lines }: PagePlace): LogCursor {
  return { way, offset, seen, held, lines }
}

function hole({ offset, lines }: PagePlace, page: LogPage): ActionError {
  return new ActionError(
    'bad-answer',
    `The log is incomplete after line ${lines}: the service went from offset ${offset} to ${page.from ?? '?'}`,
    {
      hint: "The verdict does not depend on it. The whole log is on the build's page in the console.",
    },
  )
}

function stuck({ offset }: PagePlace, page: LogPage): ActionError {
  return new ActionError(
    'bad-answer',
    `The log can't be read on: asked for offset ${offset}, the service keeps answering ${page.from ?? '?'}`,
    { hint: 'The same page is asked for again.', transient: true },
  )
}
