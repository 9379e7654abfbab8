import type { Folder } from './context.js'

export type Severity = 'error' | 'warning' | 'notice'

/** What a path is relative to, as the tool prints it beside the message. */
export type Scope =
  /** A folder of the remote machine, absolute or relative to where the tool ran. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A Go package by its import path. */
  | { readonly kind: 'go-package'; readonly path: string }

/** A position as the remote tool printed it: the path is the remote machine's. Lines and columns count from 1. */
export interface Place {
  readonly path: string
  readonly line: number
  readonly column?: number
  /** The path is only the end of one, e.g. of a Java stack frame: it means nothing without a checkout. */
  readonly partial?: boolean
  readonly scope?: Scope
}

/**
 * An error or warning that a tool printed, with the places it may mean, likeliest first. A `failure` (a test, an
 * exception) counts only if the build failed, because good builds print the failures that they survived. What a program
 * logged and went on after (`logged`) counts only where nothing else went wrong. A test that passed after it had failed
 * (`passed`) takes the failure of its title back. What a matcher of the workflow found (`asked`) is shown even where its
 * place is none of ours.
 */
export interface Finding {
  readonly severity: Severity
  readonly places: readonly Place[]
  /** May have several lines. */
  readonly message: string
  /** The tool's own code for it, or the test's name. */
  readonly title?: string
  readonly kind?: 'failure' | 'logged' | 'passed' | 'asked'
  /** The folders that tools were in, innermost first. */
  readonly folders?: readonly Folder[]
}

/** A line as its tool printed it: without stamp, step mark, escapes and what others put before it. */
export interface Line {
  readonly text: string
  /** Another program's time stamp stood before it: it may be an application's own log. */
  readonly timed: boolean
  /** The folders that tools were in, innermost first. */
  readonly folders: readonly Folder[]
  /** An earlier line, 1 is the one before; empty where there is none. At most `MOST_BEFORE` back. */
  before(count: number): string
}

export const MOST_BEFORE = 12

/** A matcher's answer to a line. */
export interface Reading {
  readonly findings: readonly Finding[]
  /** The line belongs to what this matcher reads: the others don't see it. */
  readonly taken: boolean
}

/** Reads one tool family's messages, line by line. */
export interface Matcher {
  /** Whether the lines that follow matter to a message that has begun. */
  readonly busy: boolean
  read(line: Line): Reading
  /** What was begun when the log, or the part of it that is read, ended. */
  end(): readonly Finding[]
}

export const NOTHING: readonly Finding[] = []
export const PASSED: Reading = { findings: NOTHING, taken: false }
export const TAKEN: Reading = { findings: NOTHING, taken: true }

export function taken(findings: readonly Finding[]): Reading {
  return findings.length === 0 ? TAKEN : { findings, taken: true }
}

export function passed(findings: readonly Finding[]): Reading {
  return findings.length === 0 ? PASSED : { findings, taken: false }
}

/** A place, if the digits make one: a line or column of 0 is none. */
export function placeAt(
  path: string | undefined,
  line: string | undefined,
  column?: string,
  partial?: boolean,
): Place | undefined {
  const at = Number(line)
  if (path === undefined || path === '' || !Number.isSafeInteger(at) || at < 1) return undefined
  const across = Number(column)
  return {
    path,
    line: at,
    ...(Number.isSafeInteger(across) && across > 0 && { column: across }),
    ...(partial === true && { partial }),
  }
}
