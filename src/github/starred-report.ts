import type { Artifact, Step } from '../core/index.js'

type Star = (text: string) => string

/** The words of `Step.status` that are ours (core/run.ts): a secret that is one of them is no reason to break it. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  'succeeded',
  'failed',
  'running',
  'stopped',
  'not-started',
])

/** Starred before it becomes JSON or Markdown, in which a secret with a quotation mark looks different. */
export function starredStep(step: Step, star: Star): Step {
  const { name, status } = step
  return { ...step, name: star(name), status: OUR_WORDS.has(status) ? status : star(status) }
}

export function starredArtifact(artifact: Artifact, star: Star): Artifact {
  const { name, version, type, uri, sha256 } = artifact
  return {
    ...artifact,
    name: star(name),
    version: star(version),
    type: star(type),
    uri: star(uri),
    ...(sha256 !== undefined && { sha256: star(sha256) }),
  }
}
