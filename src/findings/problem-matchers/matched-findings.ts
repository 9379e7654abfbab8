import { type Finding, placeAt } from '../finding.js'
import type { Match } from './matcher-thread.js'
import type { ProblemMatcher } from './problem-matcher.js'
import { severityNamed } from './read-matchers.js'

/** A match as a finding; undefined without a message, or with a severity that GitHub doesn't know. */
export function findingOf({ parts }: Match, matcher: ProblemMatcher): Finding | undefined {
  const { file = '', fromPath = '', line, column, code, message = '' } = parts
  const word = parts['severity'] ?? ''
  const severity = word === '' ? matcher.severity : severityNamed(word)
  if (severity === undefined || message.trim() === '') return undefined
  const place = placeAt(file.trim(), line === undefined || line === '' ? '1' : line, column)
  return {
    severity,
    kind: 'asked',
    places:
      place === undefined ? [] : [fromPath === '' ? place : { ...place, ...within(fromPath) }],
    message,
    title: code === undefined || code === '' ? matcher.owner : code,
  }
}

/** The file is named relative to the folder of a project's file. */
function within(projectFile: string) {
  const path = projectFile.slice(
    0,
    Math.max(projectFile.lastIndexOf('/'), projectFile.lastIndexOf('\\')),
  )
  return path === '' ? {} : ({ scope: { kind: 'folder', path } } as const)
}
