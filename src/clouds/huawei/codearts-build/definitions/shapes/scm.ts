import { list } from './collections.js'
import { object } from './object.js'
import { anyText, flag } from './scalars.js'
import type { Shape } from './shape.js'

/** All keys that the API description has for a repository; each is text or a flag there. */
const SCM_TEXTS = [
  'scm_type',
  'url',
  'branch',
  'build_type',
  'repo_id',
  'repo_name',
  'group_name',
  'web_url',
  'depth',
  'end_point_id',
  'source',
] as const
const SCM_FLAGS = ['is_auto_build', 'enable_git_lfs'] as const
export type ScmKey = (typeof SCM_TEXTS)[number] | (typeof SCM_FLAGS)[number]
export const SCM_KEYS: readonly ScmKey[] = [...SCM_TEXTS, ...SCM_FLAGS]

export type ScmDefinition = Readonly<Partial<Record<ScmKey, string | boolean>>>

export const scms = list(
  object([], {
    description: 'A repository. Keys that are left out stay as they are.',
    shapes: {
      ...Object.fromEntries(SCM_TEXTS.map((name) => [name, anyText(`${name} of the API.`)])),
      ...Object.fromEntries(SCM_FLAGS.map((name) => [name, flag(`${name} of the API.`)])),
    },
  }) as Shape<ScmDefinition>,
  'Repositories, in their order. An empty list removes all.',
)
