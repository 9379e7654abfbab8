import type { Family } from './family.js'
import { LINE, PATH } from './words.js'

/** Test frameworks of C, C++, Rust and Swift that print the place first. */
export const nativeTests: Family = {
  tools:
    'GoogleTest, Catch2, doctest, Boost.Test, Unity, Check, Criterion, CUnit, CppUTest, cmocka, XCTest, Swift Testing, QtTest',
  reads: {
    en: '`path:12: Failure` and what stands below',
    zh: '`path:12: Failure` 及其下方的内容',
  },
  forms: [
    {
      regexp: new RegExp(`^${PATH}:${LINE}: (?<message>Failure|FAILED:?)$`, 'u'),
      severity: 'error',
      failure: true,
    },
    {
      // Unity
      regexp: new RegExp(`^${PATH}:${LINE}:(?<code>\\w{1,200}):FAIL(?:: ?(?<message>.*))?$`, 'u'),
      severity: 'error',
      failure: true,
    },
    {
      // Check
      regexp: new RegExp(
        `^${PATH}:${LINE}:[FE]:[^:]{1,100}:(?<code>[^:]{1,100}):\\d{1,6}: (?<message>.+)$`,
        'u',
      ),
      severity: 'error',
      failure: true,
    },
    {
      // Criterion
      regexp: new RegExp(`^\\[----\\] ${PATH}:${LINE}: (?<message>Assertion Failed.*)$`, 'ui'),
      severity: 'error',
      failure: true,
    },
    {
      has: 'recorded an issue at ',
      regexp:
        /Test (?<code>.{1,200}?) recorded an issue (?:with .{1,200} )?at (?<path>[^:]{1,400}\.swift):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>.+)$/,
      severity: 'error',
      failure: true,
      partial: true,
    },
    {
      regexp: new RegExp(`^\\[----\\] ${PATH}:${LINE}: (?<message>Unexpected signal .*)$`, 'u'),
      severity: 'error',
      failure: true,
    },
    {
      // CUnit
      has: '  - ',
      regexp:
        /^\s{1,8}\d{1,6}\. (?<path>[^\s:]{1,400}\.(?:c|cc|cpp|cxx|h|hpp)):(?<line>\d{1,7}) {2}- (?<message>\S.*)$/,
      severity: 'error',
      failure: true,
    },
    {
      // cmocka
      has: 'LINE',
      regexp: new RegExp(`^\\[\\s{1,4}LINE\\s{1,4}\\] --- ${PATH}:${LINE}: error: Failure!$`, 'u'),
      severity: 'error',
      failure: true,
      message: (line) => /--- (.+)$/.exec(line.before(1))?.[1] ?? 'Failure!',
    },
    {
      has: 'Loc: [',
      regexp: /^\s{1,8}Loc: \[(?<path>.{1,400})\((?<line>\d{1,7})\)\]$/,
      severity: 'error',
      failure: true,
      message: (line) => /^FAIL! {1,2}: (.+)$/.exec(firstBefore(line, 'FAIL!'))?.[1],
    },
  ],
  begins: [String.raw`Loc: \[`],
}

function firstBefore(line: { before(count: number): string }, sign: string): string {
  return [1, 2, 3, 4].map((back) => line.before(back)).find((text) => text.startsWith(sign)) ?? ''
}
