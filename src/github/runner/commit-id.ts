const SHORTEST_COMMIT_ID = 7

/** Whether a reported commit is the one that was asked for: some answers carry a shortened id. */
export function isSameCommit(asked: string | undefined, reported: string): boolean {
  if (asked === undefined) return false
  const id = reported.toLowerCase()
  return id.length >= SHORTEST_COMMIT_ID && asked.toLowerCase().startsWith(id)
}
