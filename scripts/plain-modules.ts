/** How the bundler writes what an entry exports: an object of getters, a variable for each of them, and the list. */
const GETTERS = /^__nccwpck_require__\.d\(__webpack_exports__, \{\n([^}]*)\n\}\);$/m
const GETTER = /^ {2}([\w$]+): \(\) => \((?:\/\* \w+ \*\/ )?([\w$]+)\),?$/gm
const VARIABLE = /^var (__webpack_exports__\w+) = __webpack_exports__\.([\w$]+);$/gm

/**
 * The bundler's code, with what its entry exports named as it is. The getters would be compiled and run one by one while
 * the bundle loads: of the shared bundle 170.
 */
export function withPlainExports(code: string): string {
  const [whole = '', lines = ''] = GETTERS.exec(code) ?? []
  const locals = new Map([...lines.matchAll(GETTER)].map(([, key = '', name = '']) => [key, name]))
  // With getters of another form, the code stays as it is.
  if (locals.size !== lines.split('\n').length) return code
  const names = new Map<string, string>()
  const rest = code.replace(whole, '').replace(VARIABLE, (_, name: string, key: string) => {
    names.set(name, locals.get(key) ?? name)
    return ''
  })
  return rest.replace(/^export \{.*\};$/gm, (list) =>
    list.replace(/__webpack_exports__\w+/g, (name) => names.get(name) ?? name),
  )
}

/** How it writes what an entry imports from another bundle: a copy of the module, of getters as well. */
const COPY = /^const (\w+) = x\(\{ \["\w+"\]: \(\) => \((\w+)\.\w+\).* \}\);$/gm

/** The bundler's code, with what it imports from another bundle taken from there at each use. */
export function withPlainImports(code: string): string {
  const modules = new Map<string, string>()
  const rest = code.replace(COPY, (_, copy: string, module: string) => {
    modules.set(copy, module)
    return ''
  })
  return rest.replace(/\b\w+_namespaceObject\b/g, (name) => modules.get(name) ?? name)
}
