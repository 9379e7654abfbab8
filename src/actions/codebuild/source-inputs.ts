import {
  BUILD_FORKS,
  eventCommit,
  forkProblem,
  namesForeignHead,
} from '../../github/runner/index.js'
import type { InputGroup, InputSheet as Sheet } from '../../inputs/index.js'

type Name =
  | 'disable-source-override'
  | 'source-version-override'
  | 'source-type-override'
  | 'source-location-override'
  | 'build-forks'
type InputSheet = Sheet<Name>

/** What is built; fields that are absent are left to the project's settings. */
export interface SourceConfig {
  readonly version?: string
  readonly type?: string
  readonly location?: string
}

const WHAT_TO_DO = 'set source-version-override, or disable-source-override: true'

/** What to build: this repository at the event's head commit, unless that is overridden or left to the project. */
export const codeBuildSource: InputGroup<Name, SourceConfig> = {
  table: {
    'disable-source-override': { default: 'false' },
    'source-version-override': {},
    'source-type-override': {},
    'source-location-override': {},
    ...BUILD_FORKS,
  },
  read: (sheet) => {
    const disabled = sheet.boolean('disable-source-override')
    const buildForks = sheet.boolean('build-forks')
    const type = sheet.text('source-type-override')
    const location = sheet.text('source-location-override')
    const given = sheet.text('source-version-override')
    if (!buildForks && namesForeignHead(sheet, [given, disabled ? '' : location])) {
      forkProblem(sheet, given === '' ? location : given)
      return undefined
    }
    const isOurs = !disabled && type === '' && location === ''
    const version = given !== '' || !isOurs ? given : eventVersion(sheet, buildForks)
    if (version === undefined) return undefined
    if (disabled) {
      for (const input of ['source-type-override', 'source-location-override'] as const) {
        if (sheet.isGiven(input)) {
          sheet.warnings.push(`Input ${input} is ignored: disable-source-override is true.`)
        }
      }
      return present({ version })
    }
    const repository = location === '' ? repositoryUrl(sheet) : location
    if (repository === undefined) return undefined
    return present({ version, type: type === '' ? sourceType(sheet) : type, location: repository })
  },
}

function eventVersion(sheet: InputSheet, buildForks: boolean): string | undefined {
  return eventCommit(sheet, buildForks, WHAT_TO_DO)?.commit
}

const GITHUB = 'https://github.com'

function serverOf(sheet: InputSheet): string {
  return sheet.variable('GITHUB_SERVER_URL').replace(/\/+$/, '') || GITHUB
}

function sourceType(sheet: InputSheet): string {
  return serverOf(sheet).toLowerCase() === GITHUB ? 'GITHUB' : 'GITHUB_ENTERPRISE'
}

function repositoryUrl(sheet: InputSheet): string | undefined {
  const repository = sheet.variable('GITHUB_REPOSITORY')
  if (repository !== '') return `${serverOf(sheet)}/${repository}.git`
  sheet.problem(
    'GITHUB_REPOSITORY is not set: set source-location-override, or disable-source-override: true.',
  )
  return undefined
}

function present(source: Required<SourceConfig> | { readonly version: string }): SourceConfig {
  return Object.fromEntries(Object.entries(source).filter(([, text]) => text !== ''))
}
