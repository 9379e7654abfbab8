import {
  badAnswer,
  countOf,
  field,
  type ListPage,
  type PagedList,
  textOf,
  unwrapped,
} from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** A file of the service's file manager, as its list shows it. */
export interface KeystoreEntry {
  readonly id: string
  readonly name: string
  /** The account that owns it. */
  readonly domainId: string
  readonly domainName?: string
}

/** The reference allows 100; an account holds some 20 files (CodeArts Build, "Managing Files"). */
const PAGE_SIZE = 100
const MOST_PAGES = 50

/** The files that the account sees, or those whose name has `search` in it. */
export function keystoreList(search: string | undefined): PagedList<KeystoreEntry> {
  return {
    firstPage: 1,
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    call: (page) => ({
      method: 'GET',
      path: ['v2', 'keystore', 'list'],
      query: { page, page_size: PAGE_SIZE, ...(search !== undefined && { search }) },
    }),
    read: readKeystoreList,
    keyOf: ({ id }) => id,
  }
}

/** `GET /v2/keystore/list` (CodeArts Build API reference, "Querying the List of Files of a Tenant"). */
function readKeystoreList(call: string, answer: unknown): ListPage<KeystoreEntry> {
  const result = unwrapped(answer)
  const list = result && field(result, 'keystore_list')
  const total = result && countOf(result, 'total')
  if (!isList(list)) {
    if (total === 0) return { entries: [], size: 0, total }
    throw badAnswer(call, 'keystore_list', answer)
  }
  return {
    entries: list.flatMap((entry) => readEntry(entry) ?? []),
    size: list.length,
    ...(total !== undefined && { total }),
  }
}

/** What lacks an id, a name or an owner can't be downloaded. */
function readEntry(entry: unknown): KeystoreEntry | undefined {
  if (!isObject(entry)) return undefined
  const [id, name] = [textOf(entry, 'id'), textOf(entry, 'keystore_name')]
  const [domainId, domainName] = [textOf(entry, 'domain_id'), textOf(entry, 'domain_name')]
  if (id === undefined || name === undefined || domainId === undefined) return undefined
  return { id, name, domainId, ...(domainName !== undefined && { domainName }) }
}
