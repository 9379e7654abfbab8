import { markedStep } from '../clouds/huawei/codearts-build/log-format.js'

const CLOSING_LINE = /^Finished: [A-Z_]+$/

/** The last line of a step's own, behind which the service writes only its marks. Lines come without stamps. */
export function lastWords(tail: readonly string[]): string | undefined {
  return tail.findLast(
    (line) => line.trim() !== '' && !CLOSING_LINE.test(line) && markedStep(line) === undefined,
  )
}
