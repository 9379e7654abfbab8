/** A regular expression and the text that it was tried on, from `lastIndex` on where it is global. */
export interface Tried {
  readonly regexp: RegExp
  readonly text: string
  readonly from: number
  readonly matched: boolean
}

/** Every expression that runs meanwhile: `test`, `replace`, `split` and the like all come down to `exec`. */
export async function watchedRegexps(
  run: () => unknown,
  seen: (tried: Tried) => void,
): Promise<void> {
  const native = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')
  const exec = native?.value as ((this: RegExp, text: string) => RegExpExecArray | null) | undefined
  if (native === undefined || exec === undefined) throw new Error('RegExp has no exec')
  Object.defineProperty(RegExp.prototype, 'exec', {
    ...native,
    value(this: RegExp, text: string) {
      const from = this.lastIndex
      const hit = exec.call(this, text)
      seen({ regexp: this, text, from, matched: hit !== null })
      return hit
    },
  })
  try {
    await run()
  } finally {
    Object.defineProperty(RegExp.prototype, 'exec', native)
  }
}
