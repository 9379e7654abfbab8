/**
 * What the worker runs, as text: a bundle is one file, and a worker needs one of its own or a text. It keeps to GitHub's
 * rules (actions/runner, IssueMatcher.cs and OutputManager.cs): the first matcher that has a line's message gets it, and
 * the others begin again; of several patterns the last is tried first; `loop` lets the last one match again.
 *
 * `progress` is shared memory: a number that changes with each look of a matcher at a line, and the matcher's index,
 * -1 while none looks.
 */
export const WORKER_PROGRAM = `
'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const progress = new Int32Array(workerData.progress)
const matchers = workerData.matchers.map(({ patterns, ...matcher }) => ({
  ...matcher,
  patterns: patterns.map(({ regexp, flags, groups, loop }) => ({
    regexp: new RegExp(regexp, flags),
    groups: Object.entries(groups),
    loop,
  })),
}))

/** The parts that a line has, together with those of the lines before. */
function partsOf(groups, match, before) {
  const parts = { ...before }
  for (const [part, group] of groups) parts[part] = match[group] ?? ''
  return parts
}

/** The parts of the message that this line completes; state holds what the lines before had, one a pattern. */
function completed({ patterns }, state, line) {
  const last = patterns.length - 1
  for (let index = last; index >= 0; index -= 1) {
    const before = index === 0 ? {} : state[index - 1]
    if (before === null) continue
    const { regexp, groups, loop } = patterns[index]
    const match = regexp.exec(line)
    if (match === null) {
      if (index < last) state[index] = null
      else if (index > 0) state[index - 1] = null
    } else if (index < last) {
      state[index] = partsOf(groups, match, before)
    } else {
      state.fill(null)
      if (loop) state[index - 1] = before
      return partsOf(groups, match, before)
    }
  }
  return null
}

parentPort.on('message', ({ text, states }) => {
  const found = []
  const spent = matchers.map(() => 0)
  for (const [at, line] of text.split('\\n').entries()) {
    for (const [index, matcher] of matchers.entries()) {
      Atomics.store(progress, 1, index)
      Atomics.add(progress, 0, 1)
      const begun = performance.now()
      const parts = completed(matcher, states[index], line)
      spent[index] += performance.now() - begun
      if (parts === null) continue
      found.push({ matcher: index, line: at, parts })
      for (const [other, state] of states.entries()) if (other !== index) state.fill(null)
      break
    }
  }
  Atomics.store(progress, 1, -1)
  parentPort.postMessage({ found, states, spent })
})
`
