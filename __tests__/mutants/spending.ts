import type { Mutant } from './mutant.js'

/** Mistakes in what keeps a long log cheap: bytes freed too early or never, or printed without the closer look. */
export const spendingMutants: readonly Mutant[] = [
  {
    name: 'a read of a kept connection is released before its parser saw it',
    file: 'http/call.ts',
    find: "if (this.#over || this.#message?.complete === true) socket.off('data', onData)\n      else release(bytes)",
    replace: 'release(bytes)',
    tests: 'http/transport.test.ts',
  },
  {
    name: 'the pieces of a page stay until a garbage collection',
    file: 'http/answer-text.ts',
    find: '    release(chunk)\n',
    replace: '',
    tests: 'http/transport.test.ts',
  },
  {
    name: 'a part of a larger piece is released with all of it',
    file: 'http/spent-bytes.ts',
    find: 'bytes.byteLength === buffer.byteLength && ',
    replace: '',
    tests: 'http/spent-bytes.test.ts',
  },
  {
    name: 'a silence behind a slow consumer goes unnoticed',
    file: 'http/call.ts',
    find: '    this.#silence.refresh()\n',
    replace: '',
    tests: 'http/transport-trouble.test.ts',
  },
  {
    name: 'a bracket command among other lines is printed as it came',
    file: 'github/runner/inert-text.ts',
    find: "return text.includes('#') && ANY_BRACKET_COMMAND.test(text)",
    replace: 'return false',
    tests: 'github/runner/log-writer.test.ts',
  },
  {
    name: 'a command after a blank is printed as it came',
    file: 'github/runner/inert-text.ts',
    find: 'const settled = first > 0x20 &&',
    replace: 'const settled = first >= 0x20 &&',
    tests: 'github/runner/log-writer.test.ts',
  },
  {
    name: 'blanks in front of a message are tried one by one',
    file: 'findings/matchers/test-headers.ts',
    find: String.raw`\s{1,8}(?:-- )?Time elapsed`,
    replace: String.raw`\s+(?:-- )?Time elapsed`,
    tests: 'findings/steps.test.ts',
  },
  {
    name: 'an error in colours is not found',
    file: 'findings/detector.ts',
    find: 'withoutEscapes(given)',
    replace: 'given',
    tests: 'findings/detector.test.ts',
  },
  {
    name: 'in a flood of warnings an error is not found',
    file: 'findings/detector.ts',
    find: ' && !flood.saysError(from)',
    replace: '',
    tests: 'findings/detector.test.ts',
  },
  {
    name: "the pieces of a step's file stay until a garbage collection",
    file: 'clouds/huawei/codearts-build/log/whole-lines.ts',
    find: '    release(bytes)\n    release(chunk)\n',
    replace: '',
    tests: 'clouds/huawei/codearts-build/line-memory.test.ts',
  },
  {
    name: 'a whole log is passed on before all printed lines were met',
    file: 'clouds/huawei/codearts-build/log/whole-log.ts',
    find: 'this.#checklist.isDone && this.#held === 0',
    replace: 'this.#held === 0',
    tests: 'clouds/huawei/codearts-build/line-memory.test.ts',
  },
]
