const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i
const ID = /^[0-9a-f]{7,64}$/i

/** Whether a text is a whole commit id of git, of SHA-1 or SHA-256: only such an id can be asked for. */
export function isFullCommitId(text: string): boolean {
  return FULL_ID.test(text)
}

/** Whether a text is a commit id as services report it: some shorten it, to 7 digits at least. */
export function isReportedCommitId(text: string): boolean {
  return ID.test(text)
}

/** Whether a reported commit is the one that was asked for, even if the answer shortens its id. */
export function isSameCommit(asked: string | undefined, reported: string): boolean {
  return (
    asked !== undefined &&
    isReportedCommitId(reported) &&
    asked.toLowerCase().startsWith(reported.toLowerCase())
  )
}
