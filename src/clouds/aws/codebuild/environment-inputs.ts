import type { InputGroup, InputSheet as Sheet } from '../../../inputs/index.js'

type Name = 'env-vars-for-codebuild' | 'disable-github-env-vars' | 'secret-references'
type InputSheet = Sheet<Name>

/** A secret that CodeBuild itself reads where it is kept. */
export interface SecretReference {
  readonly name: string
  readonly type: 'PARAMETER_STORE' | 'SECRETS_MANAGER'
  /** The parameter's name, or the secret's id and what may follow it. */
  readonly value: string
}

/** Which variables are sent to the build. */
export interface EnvironmentConfig {
  /** Named variables of this step's environment. */
  readonly names: readonly string[]
  /** Whether all `GITHUB_*` are sent, too. */
  readonly github: boolean
  readonly references: readonly SecretReference[]
}

export const environmentInputs: InputGroup<Name, EnvironmentConfig> = {
  table: {
    'env-vars-for-codebuild': {},
    'disable-github-env-vars': { default: 'false' },
    'secret-references': {},
  },
  read: (sheet) => ({
    // The names may stand on lines of their own, each with its comma or without.
    names: [
      ...new Set(
        sheet
          .text('env-vars-for-codebuild')
          .split(/[,\r\n]/)
          .map(trimmed),
      ),
    ].filter((name) => name !== ''),
    github: !sheet.boolean('disable-github-env-vars'),
    references: references(sheet),
  }),
}

function trimmed(text: string): string {
  return text.trim()
}

const STORES = {
  ssm: 'PARAMETER_STORE',
  secretsmanager: 'SECRETS_MANAGER',
} as const

const REFERENCE = /^\s*([A-Za-z_]\w{0,254})\s*=\s*(ssm|secretsmanager):(\S.*?)\s*$/

function references(sheet: InputSheet): readonly SecretReference[] {
  const seen = new Set<string>()
  return sheet
    .raw('secret-references')
    .split(/\r?\n/)
    .flatMap((line, index) => {
      if (line.trim() === '' || line.trimStart().startsWith('#')) return []
      const [, name = '', store = '', value = ''] = REFERENCE.exec(line) ?? []
      const where = `Input secret-references, line ${index + 1}`
      if (store !== 'ssm' && store !== 'secretsmanager') {
        sheet.problem(
          `${where} is ${sheet.quoted(nameOnly(line))}: it must be NAME=ssm:/path or NAME=secretsmanager:id.`,
        )
        return []
      }
      if (seen.has(name)) sheet.problem(`${where} sets ${name} twice; keep one of them.`)
      seen.add(name)
      return [{ name, type: STORES[store], value }]
    })
}

/** Somebody may have put the secret itself there: what follows the name is not quoted. */
function nameOnly(line: string): string {
  const at = line.indexOf('=')
  return at < 0 ? '…' : `${line.slice(0, at).trim()}=…`
}
