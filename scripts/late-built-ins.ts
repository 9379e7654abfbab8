/** How the bundler gets a built-in: while the bundle loads, by a `require` of its own. */
const REQUIRED = String.raw`__WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\("([\w:/]+)"\)`
const IMPORTED = /^import \{ createRequire as \w+ \} from "module";$/m
const HELD = new RegExp(String.raw`^const (\w+) = ${REQUIRED};$`, 'gm')

const LATE = `
function takenLate(module) {
  let taken;
  return () => (taken ??= process.getBuiltinModule(module));
}
`

/**
 * The bundler's code, with each built-in taken at its first use. Some (`child_process`, `worker_threads`, `zlib`) are
 * needed long after the first request or never; taken while the bundle loads, they keep every start waiting.
 */
export function withLateBuiltIns(code: string): string {
  const getters = new Map<string, string>()
  const rest = code.replace(IMPORTED, '').replace(HELD, (_, name: string, module: string) => {
    getters.set(name, `const ${name} = /* @__PURE__ */ takenLate("${module}");`)
    return ''
  })
  const late = rest
    .replace(
      /(\bnew\s+)?\b(\w+_namespaceObject)\b/g,
      (whole, maker: string | undefined, name: string) => {
        if (!getters.has(name)) return whole
        // Without the parentheses the getter itself would be taken for the class.
        return maker === undefined ? `${name}()` : `${maker}(${name}())`
      },
    )
    // In a CommonJS package, which uses it while it loads.
    .replace(
      new RegExp(REQUIRED, 'g'),
      (_, module: string) => `process.getBuiltinModule("${module}")`,
    )
  if (late.includes('createRequire(')) throw new Error('The bundler takes a built-in in a new way')
  return getters.size === 0 ? late : [LATE, ...getters.values(), late].join('\n')
}
