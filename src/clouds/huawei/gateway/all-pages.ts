import { nameOf, type ServiceCall, type ServiceClient } from './service-client.js'

/** One page of a list. */
export interface ListPage<Entry> {
  /** Those that could be read. */
  readonly entries: readonly Entry[]
  /** Entries on this page, readable or not: a page that isn't full is the last one. */
  readonly size: number
  readonly total?: number
}

/** A list that the service hands out in pages. */
export interface PagedList<Entry> {
  /** The number of its first page: some calls count from 0, some from 1. */
  readonly firstPage: 0 | 1
  readonly pageSize: number
  /** No list is longer; beyond that, the service repeats itself. */
  readonly mostPages: number
  call(page: number): ServiceCall
  /** `call` is the name of the call, for errors. */
  read(call: string, answer: unknown): ListPage<Entry>
  /** The key of an entry: one that is on two pages is taken once, as it came last. */
  keyOf(entry: Entry): string | number
}

export interface ListedPages<Entry> {
  readonly entries: readonly Entry[]
  /** Whether they are as many as the service says the list has. */
  readonly complete: boolean
}

/** Reads page after page of a list. Stops early after the page that has a `wanted` entry. */
export async function allPages<Entry>(
  client: ServiceClient,
  list: PagedList<Entry>,
  signal: AbortSignal,
  wanted: (entry: Entry) => boolean = () => false,
): Promise<ListedPages<Entry>> {
  const known = new Map<string | number, Entry>()
  let listed = 0
  for (let page = 0; page < list.mostPages; page += 1) {
    const call = list.call(list.firstPage + page)
    const { entries, size, total } = list.read(nameOf(call), await client.json(call, signal))
    const before = known.size
    for (const entry of entries) known.set(list.keyOf(entry), entry)
    listed += size
    const over = total === undefined ? size < list.pageSize : listed >= total
    // A page without a new entry ends the reading, too: a service that ignores page numbers would be asked for ever.
    if (over || known.size === before || entries.some(wanted)) {
      return { entries: [...known.values()], complete: over && known.size >= (total ?? 0) }
    }
  }
  return { entries: [...known.values()], complete: false }
}
