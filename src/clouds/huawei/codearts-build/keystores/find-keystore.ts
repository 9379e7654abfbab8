import { allPages, type CalledService, isNotOffered } from '../../gateway/index.js'
import { ActionError } from '../../../../core/index.js'
import { nearest } from '../../../../text/index.js'
import { type KeystoreEntry, keystoreList } from './keystore-list.js'

export interface WantedKeystore {
  /** Exact. */
  readonly fileName: string
  readonly domainId?: string
}

/** What a download needs. Without `id`, which only the list shows, the older call takes the name alone. */
export interface KeystoreRef {
  readonly fileName: string
  readonly domainId: string
  readonly id?: string
}

const NEAR_NAMES = 5

/**
 * The one file with exactly this name that the account sees. Throws `not-found` with the most similar names,
 * `ambiguous` with the owners, and `bad-input` where no list is published and `domainId` isn't given.
 */
export async function findKeystore(
  service: CalledService,
  wanted: WantedKeystore,
  signal: AbortSignal,
): Promise<KeystoreRef> {
  const { fileName, domainId } = wanted
  try {
    const found = await listKeystores(service, fileName, signal)
    const known = found.some(({ name }) => name === fileName)
    // The service's search finds no misspelt name; the names that are near it are in the whole list.
    return chosen(wanted, known ? found : await listKeystores(service, undefined, signal))
  } catch (error) {
    if (!isNotOffered(error)) throw error
    if (domainId === undefined) throw withoutList(error)
    service.debug(
      'keystore list: not offered here, so the name and domain-id are taken as they are',
    )
    return { fileName, domainId }
  }
}

async function listKeystores(
  { client }: CalledService,
  search: string | undefined,
  signal: AbortSignal,
): Promise<readonly KeystoreEntry[]> {
  const listed = await allPages(client, keystoreList(search), signal)
  return listed.entries
}

function chosen(
  { fileName, domainId }: WantedKeystore,
  entries: readonly KeystoreEntry[],
): KeystoreRef {
  const named = entries.filter(({ name }) => name === fileName)
  const owned = named.filter((entry) => domainId === undefined || entry.domainId === domainId)
  const [only, ...others] = owned
  if (only === undefined)
    throw named.length > 0 ? otherOwners(named) : noSuchFile(fileName, entries)
  if (others.length > 0) throw several(owned)
  return { fileName, domainId: only.domainId, id: only.id }
}

function noSuchFile(fileName: string, entries: readonly KeystoreEntry[]): ActionError {
  const names = [...new Set(entries.map(({ name }) => name))]
  const near = nearest(fileName, names, NEAR_NAMES)
  const instead =
    near.length === 0 ? 'This account sees no file there.' : `Most similar: ${near.join(', ')}.`
  return new ActionError(
    'not-found',
    `CodeArts Build has no file named "${fileName}". ${instead}`,
    {
      hint: 'The name must match exactly, case included; a file that is not shared is seen only by those with a right to it.',
    },
  )
}

function otherOwners(named: readonly KeystoreEntry[]): ActionError {
  return new ActionError(
    'not-found',
    `The account of domain-id owns no file of this name; it belongs to ${owners(named)}.`,
    { hint: 'Correct domain-id, or leave it out where only one account owns a file of this name.' },
  )
}

function several(named: readonly KeystoreEntry[]): ActionError {
  return new ActionError(
    'ambiguous',
    `Several files have this name; they belong to ${owners(named)}.`,
    {
      hint: 'Set domain-id to the account whose file is meant; files of one account need names of their own.',
    },
  )
}

function owners(named: readonly KeystoreEntry[]): string {
  const owned = named.map(({ domainId, domainName }) =>
    domainName === undefined ? domainId : `${domainId} (${domainName})`,
  )
  return [...new Set(owned)].join(', ')
}

function withoutList(error: ActionError): ActionError {
  return error.with({
    message: `${error.message} Without the list of files, the owner of the file is unknown.`,
    hint: 'Set domain-id: the account id under "My Credentials", "API Credentials" in the Huawei Cloud console.',
  })
}
