import type { LogFormat } from '../log/index.js'

/** The last line that a step's own tools printed; after it the system writes only its marks. Lines come without stamps. */
export function lastWords(tail: readonly string[], format: LogFormat): string | undefined {
  return tail.findLast(
    (line) =>
      line.trim() !== '' && !format.isClosingLine(line) && format.markedStep(line) === undefined,
  )
}
