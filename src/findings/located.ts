import type { SourceTree } from './checkout.js'
import type { Finding, Severity } from './finding.js'

/** A finding in a file of the repository. Lines and columns count from 1. */
export interface LocatedFinding {
  readonly severity: Severity
  /** With slashes, relative to the repository. */
  readonly file: string
  readonly line: number
  readonly column?: number
  readonly message: string
  readonly title?: string
}

/** The findings whose files the repository has, in their order, without repetitions. */
export function locatedFindings(
  findings: readonly Finding[],
  tree: SourceTree,
): readonly LocatedFinding[] {
  const located = new Map<string, LocatedFinding>()
  for (const finding of findings) {
    const one = locate(finding, tree)
    if (one === undefined) continue
    const [firstLine = ''] = one.message.split('\n', 1)
    const key = `${one.severity} ${one.file}:${one.line} ${firstLine}`
    if (!located.has(key)) located.set(key, one)
  }
  return [...located.values()]
}

function locate(
  { severity, places, message, title }: Finding,
  tree: SourceTree,
): LocatedFinding | undefined {
  for (const place of places) {
    const file = tree.locate(place)
    if (file === undefined) continue
    const { line, column } = place
    return {
      severity,
      file,
      line,
      message,
      ...(column !== undefined && { column }),
      ...(title !== undefined && { title }),
    }
  }
  return undefined
}
