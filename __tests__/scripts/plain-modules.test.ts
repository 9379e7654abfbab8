import { describe, expect, it } from '@jest/globals'
import { withPlainExports, withPlainImports } from '../../scripts/plain-modules.js'

describe('What a bundle exports', () => {
  it('is named as it is, without the getters of the bundler', () => {
    const code = [
      'var __webpack_exports__ = {};',
      '__nccwpck_require__.d(__webpack_exports__, {',
      '  AJA: () => (/* reexport */ main_start),',
      '  l$l: () => (/* binding */ stop)',
      '});',
      'const main_start = 1, stop = 2;',
      'var __webpack_exports__start = __webpack_exports__.AJA;',
      'var __webpack_exports__stop = __webpack_exports__.l$l;',
      'export { __webpack_exports__start as start, __webpack_exports__stop as stop };',
    ].join('\n')
    expect(withPlainExports(code).split('\n').filter(Boolean)).toEqual([
      'var __webpack_exports__ = {};',
      'const main_start = 1, stop = 2;',
      'export { main_start as start, stop as stop };',
    ])
  })

  it('stays as it is where a getter does more than name it', () => {
    const code = [
      '__nccwpck_require__.d(__webpack_exports__, {',
      '  AJA: () => (/* reexport safe */ other.start),',
      '  k4: () => (/* reexport */ stop)',
      '});',
      'var __webpack_exports__start = __webpack_exports__.AJA;',
      'export { __webpack_exports__start as start };',
    ].join('\n')
    expect(withPlainExports(code)).toBe(code)
  })
})

describe('What a bundle imports from another', () => {
  it('is taken from there, and not from a copy of getters', () => {
    const code = [
      'import * as shared from "./index.js";',
      'const index_namespaceObject = x({ ["a"]: () => (shared.a), ["b"]: () => (shared.b) });',
      '(0,index_namespaceObject.a)(index_namespaceObject.b, other_namespaceObject.c)',
    ].join('\n')
    expect(withPlainImports(code).split('\n').filter(Boolean)).toEqual([
      'import * as shared from "./index.js";',
      '(0,shared.a)(shared.b, other_namespaceObject.c)',
    ])
  })
})
