import { dig, isFullCommitId, type JsonObject } from '../../text/index.js'

/** Whether a text names a commit: git writes an id of zeros where there is none, e.g. for a branch that was deleted. */
export function namesCommit(text: string): boolean {
  return isFullCommitId(text) && !/^0+$/.test(text)
}

export interface EventHead {
  readonly commit: readonly string[]
  readonly merge?: readonly string[]
  /** Only for events that run with the base repository's secrets. */
  readonly fork?: Fork
}

interface Fork {
  readonly head: readonly string[]
  readonly base: readonly string[]
}

/** Where each event keeps its head commit, and the repositories whose difference makes a fork. */
const HEADS: Readonly<Record<string, EventHead>> = {
  pull_request: { commit: ['pull_request', 'head', 'sha'] },
  pull_request_target: {
    commit: ['pull_request', 'head', 'sha'],
    // Merges the head into the base, and so brings its code along.
    merge: ['pull_request', 'merge_commit_sha'],
    fork: { head: ['pull_request', 'head', 'repo'], base: ['pull_request', 'base', 'repo'] },
  },
  workflow_run: {
    commit: ['workflow_run', 'head_sha'],
    fork: { head: ['workflow_run', 'head_repository'], base: ['repository'] },
  },
  merge_group: { commit: ['merge_group', 'head_sha'] },
  // For a fork's pull request these run without secrets, as pull_request does, so a fork's commit is no danger.
  pull_request_review: { commit: ['pull_request', 'head', 'sha'] },
  pull_request_review_comment: { commit: ['pull_request', 'head', 'sha'] },
}

export function headOf(event: string): EventHead | undefined {
  return Object.hasOwn(HEADS, event) ? HEADS[event] : undefined
}

/** A head repository that can't be read was deleted, or never ours: both count as foreign. */
export function isFork(event: JsonObject, { head, base }: Fork): boolean {
  const name = (path: readonly string[]) => dig(event, ...path, 'full_name')
  const [ours, theirs] = [name(base), name(head)]
  if (typeof ours !== 'string' || typeof theirs !== 'string') return true
  return ours.toLowerCase() !== theirs.toLowerCase()
}
