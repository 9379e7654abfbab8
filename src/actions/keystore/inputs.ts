import { resolve } from 'node:path'
import { buildEndpoint } from '../../clouds/huawei/codearts-build/index.js'
import type { WantedKeystore } from '../../clouds/huawei/codearts-build/keystores/index.js'
import { huaweiAccount } from '../../clouds/huawei/index.js'
import { jobFolders } from '../../files/index.js'
import {
  actionInputs,
  type ConfigOf,
  type InputGroup,
  type InputSheet as Sheet,
} from '../../inputs/index.js'
import { type Place, placeOf } from './place.js'

type InputSheet = Sheet<'file-name' | 'domain-id' | 'path' | 'keep'>

/** CodeArts Build API reference, "Downloading the Keystore File". */
const LONGEST_NAME_CHARS = 500
const DOMAIN_ID = /^[0-9a-z]{32}$/
/** What is given to the keystore action alone. */
interface KeystoreWish {
  readonly wanted: WantedKeystore
  readonly place: Place
  /** Whether the file stays when the job ends. */
  readonly keep: boolean
}

const keystoreGroup: InputGroup<'file-name' | 'domain-id' | 'path' | 'keep', KeystoreWish> = {
  table: { 'file-name': {}, 'domain-id': {}, path: {}, keep: { default: 'false' } },
  read: (sheet) => {
    const fileName = readFileName(sheet)
    const domainId = readDomainId(sheet)
    const place = fileName === undefined ? undefined : readPlace(sheet, fileName)
    const keep = sheet.boolean('keep')
    if (fileName === undefined || place === undefined) return undefined
    return { wanted: { fileName, ...(domainId !== '' && { domainId }) }, place, keep }
  },
}

export const keystoreInputs = actionInputs({
  account: huaweiAccount,
  endpoint: buildEndpoint,
  keystore: keystoreGroup,
})

export type KeystoreConfig = ConfigOf<typeof keystoreInputs>

function readFileName(sheet: InputSheet): string | undefined {
  const name = sheet.text('file-name')
  if (name !== '' && name.length <= LONGEST_NAME_CHARS && !/\p{Cc}/u.test(name)) return name
  sheet.problem(
    name === ''
      ? 'Input file-name is empty: set it to the exact name of the file in CodeArts Build, e.g. android.jks.'
      : `Input file-name is ${sheet.quoted(name)}: it must be a name on one line, of ${LONGEST_NAME_CHARS} characters at most.`,
  )
  return undefined
}

function readDomainId(sheet: InputSheet): string {
  const id = sheet.text('domain-id')
  if (id !== '' && !DOMAIN_ID.test(id)) {
    sheet.problem(
      `Input domain-id is ${sheet.quoted(id)}: it must be an account id of 32 digits and lower-case letters ` +
        '("My Credentials", "API Credentials" in the Huawei Cloud console).',
    )
  }
  return id
}

function readPlace(sheet: InputSheet, fileName: string): Place | undefined {
  const given = sheet.text('path')
  const path = given === '' ? placeInTemp(sheet, fileName) : given
  if (path === undefined) return undefined
  const place = placeOf(path, jobFolders(sheet.env))
  if (typeof place !== 'string') return place
  const rule = RULES[place]
  sheet.problem(
    given === ''
      ? `The place for ${sheet.quoted(fileName)} in RUNNER_TEMP ${rule}, or set input path.`
      : `Input path is ${sheet.quoted(given)}: it ${rule}.`,
  )
  return undefined
}

const RULES = {
  outside: 'must name a file inside the workspace or RUNNER_TEMP',
  git: 'must not be inside .git, where files decide what git runs',
  occupied:
    'is taken by a link, a folder or something else that is no regular file; name another file',
} as const

/** A name that is a path of its own would leave the folder. */
function placeInTemp(sheet: InputSheet, fileName: string): string | undefined {
  const temp = sheet.variable('RUNNER_TEMP')
  if (/[/\\]/.test(fileName) || fileName === '.' || fileName === '..') {
    sheet.problem(
      `Input file-name is ${sheet.quoted(fileName)}, which can't be the name of a file: set path to where it is to be written.`,
    )
    return undefined
  }
  if (temp === '') {
    sheet.problem('RUNNER_TEMP is not set: set path to a file inside the workspace.')
    return undefined
  }
  return resolve(temp, fileName)
}
