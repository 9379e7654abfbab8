/** Lines that the service never wrote, or that are printed more often than it wrote them. */
export function foreignLines(printed: string, trueLog: string): string[] {
  const left = trueLog.split('\n')
  const lines = printed.split('\n')
  const last = lines.pop() ?? ''
  const strange = lines.filter((line) => {
    const found = left.indexOf(line)
    if (found >= 0) left.splice(found, 1)
    return found < 0
  })
  const isFront = left.some((line) => line.startsWith(last.replace(HALF, '')))
  return isFront ? strange : [...strange, last]
}

/**
 * Lines that aren't the service's next ones. A cut last line is one while it is the front of a true one; where a part of
 * the log was never given (`holes`), the front of one line may stand before the rest of a later one.
 */
export function misplacedLines(printed: string, trueLog: string, holes: boolean): string[] {
  const truth = trueLog.split('\n')
  const lines = printed.split('\n')
  const last = lines.pop() ?? ''
  let at = 0
  const isNext = (line: string): boolean => {
    let found = truth.indexOf(line, at)
    if (found < 0 && holes) found = seam(line, truth, at)
    if (found >= 0) at = found + 1
    return found >= 0
  }
  const strange = lines.filter((line) => !isNext(line))
  const isFront = truth.slice(at).some((line) => line.startsWith(last.replace(HALF, '')))
  return isFront || isNext(last) ? strange : [...strange, last]
}

/** A hole may cut a character, whose half is printed as the replacement character. */
const HALF = /\ufffd$/

/** The true line whose rest ends this one, behind the front of an earlier one or its own; -1: there is none. */
function seam(line: string, truth: readonly string[], from: number): number {
  return truth.findIndex((later, index) => {
    if (index < from) return false
    return fronts(line, later).some((front) => {
      // What was lost of one line stands between its front and its rest: together they are shorter.
      if (isShorter(line, later) && later.startsWith(front)) return true
      return truth.slice(from, index).some((earlier) => earlier.startsWith(front))
    })
  })
}

/** Without what stands for the halves of a character. */
function isShorter(line: string, later: string): boolean {
  return line.replaceAll('\ufffd', '').length < later.length
}

/** What may stand before the longest, and any shorter, rest of `later` that ends the line. */
function fronts(line: string, later: string): string[] {
  const found: string[] = []
  for (let length = 0; length <= Math.min(line.length, later.length); length += 1) {
    if (line.slice(line.length - length) !== later.slice(later.length - length)) break
    found.push(line.slice(0, line.length - length).replace(/\ufffd+$/, ''))
  }
  return found
}
