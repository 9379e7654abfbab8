import { describe, expect, it } from '@jest/globals'
import { withLateBuiltIns } from '../../scripts/late-built-ins.js'

/** Code as the bundler writes it. */
const bundled = (...lines: readonly string[]): string =>
  ['import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";', ...lines].join(
    '\n',
  )
const held = (name: string, module: string): string =>
  `const ${name} = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("${module}");`

/** Runs the code with a `process` that notes what is taken of it, and says what `result` was. */
function run(code: string): { readonly result: unknown; readonly taken: readonly string[] } {
  const taken: string[] = []
  const process = {
    getBuiltinModule: (module: string) => {
      taken.push(module)
      return {
        sep: `of ${module}`,
        Maker: class {
          readonly of = module
        },
      }
    },
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const whole = new Function('process', `${code}\nreturn result`) as (given: unknown) => unknown
  return { result: whole(process), taken }
}

describe('A built-in of a bundle', () => {
  const path = held('external_path_namespaceObject', 'path')
  const use = 'external_path_namespaceObject.sep'

  it('is not taken while the bundle loads', () => {
    const code = withLateBuiltIns(bundled(path, `const later = () => ${use};`, 'const result = 1;'))
    expect(run(code).taken).toEqual([])
  })

  it('is taken once, by its first use', () => {
    const code = withLateBuiltIns(bundled(path, `const result = [(0,${use}), ${use}];`))
    expect(run(code)).toEqual({ result: ['of path', 'of path'], taken: ['path'] })
  })

  it('is the one of its own name', () => {
    const fs = held('promises_namespaceObject', 'node:fs/promises')
    const result = `const result = [${use}, promises_namespaceObject.sep];`
    expect(run(withLateBuiltIns(bundled(path, fs, result))).result).toEqual([
      'of path',
      'of node:fs/promises',
    ])
  })

  it('has classes that can be made', () => {
    const made = 'const result = new external_path_namespaceObject.Maker().of;'
    expect(run(withLateBuiltIns(bundled(path, made))).result).toBe('path')
  })

  it('is taken where the bundler holds it in no name', () => {
    const inModule = 'const result = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls").sep;'
    expect(run(withLateBuiltIns(bundled(inModule)))).toEqual({ result: 'of tls', taken: ['tls'] })
  })

  it('is refused where the bundler takes it in a way that is not known', () => {
    const other = 'const take = __WEBPACK_EXTERNAL_createRequire(import.meta.url);\ntake("tls");'
    expect(() => withLateBuiltIns(bundled(other))).toThrow('in a new way')
  })
})

describe('What a bundle holds beside built-ins', () => {
  it('stays as it is', () => {
    const code = 'const other_namespaceObject = { a: 1 };\nconst result = other_namespaceObject.a;'
    expect(withLateBuiltIns(code)).toBe(code)
  })
})
