import type { InputGroup, InputTable } from '../../../inputs/index.js'

/** Inputs whose text is sent as one field of StartBuild. */
const OVERRIDES = {
  'buildspec-override': 'buildspecOverride',
  'compute-type-override': 'computeTypeOverride',
  'environment-type-override': 'environmentTypeOverride',
  'image-override': 'imageOverride',
  'image-pull-credentials-type-override': 'imagePullCredentialsTypeOverride',
} as const

type Override = keyof typeof OVERRIDES
type Name = 'project-name' | Override | 'artifacts-type-override'

/** Which project is built, and which of its settings are replaced. */
export interface ProjectConfig {
  readonly name: string
  /** Fields of StartBuild. */
  readonly overrides: Readonly<Record<string, string>>
  readonly artifactsType?: string
}

/** A name, or the ARN of a project that is shared with this account. */
const PROJECT =
  /^(?:[A-Za-z0-9][\w-]{0,254}|arn:[\w-]+:codebuild:[\w-]+:\d{12}:project\/[\w-]{1,255})$/

export const projectInputs: InputGroup<Name, ProjectConfig> = {
  table: {
    'project-name': {},
    'buildspec-override': {},
    'compute-type-override': {},
    'environment-type-override': {},
    'image-override': {},
    'image-pull-credentials-type-override': {},
    'artifacts-type-override': {},
  } satisfies InputTable<Name>,
  read: (sheet) => {
    const name = sheet.text('project-name')
    if (!PROJECT.test(name)) {
      sheet.problem(
        name === ''
          ? 'project-name is missing: set it to the name of the CodeBuild project.'
          : `Input project-name is ${sheet.quoted(name)}: it must be the name of a CodeBuild project, or a shared one's ARN.`,
      )
      return undefined
    }
    const given = Object.entries(OVERRIDES).map(
      ([input, field]) => [field, sheet.text(input as Override)] as const,
    )
    const artifactsType = sheet.text('artifacts-type-override')
    return {
      name,
      overrides: Object.fromEntries(given.filter(([, text]) => text !== '')),
      ...(artifactsType !== '' && { artifactsType }),
    }
  },
}
