import { posix } from 'node:path'
import ts from 'typescript'

/** An export, as `path: name`. */
type Export = string

interface Found {
  /** Each export, with those that it passes on from other files. */
  readonly made: Map<Export, readonly Export[]>
  /** What files import for themselves. */
  readonly needed: Set<Export>
}

/**
 * The exports that no file imports. What a face passes on is used only if somebody imports it from there; `export *`
 * passes everything on and uses nothing. A type that its own file names again is part of what that file exports. The
 * exports of `roots` are used from outside.
 */
export function unusedExports(
  files: ReadonlyMap<string, string>,
  roots: readonly string[],
): readonly string[] {
  const found: Found = { made: new Map(), needed: new Set() }
  for (const [path, text] of files) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
    for (const statement of source.statements) readStatement(path, statement, found)
    readImportTypes(path, source, found)
  }
  const used = new Set<Export>()
  const isRoot = (one: Export): boolean => roots.some((path) => one.startsWith(`${path}: `))
  const queue = [...found.needed, ...[...found.made.keys()].filter(isRoot)]
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    if (used.has(one)) continue
    used.add(one)
    queue.push(...(found.made.get(one) ?? []))
  }
  return [...found.made.keys()].filter((one) => !used.has(one)).sort()
}

function readStatement(path: string, statement: ts.Statement, { made, needed }: Found): void {
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings
    if (bindings === undefined || !ts.isNamedImports(bindings)) return
    for (const each of bindings.elements) {
      needed.add(exportOf(path, statement.moduleSpecifier, (each.propertyName ?? each.name).text))
    }
  } else if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return
    for (const each of exportClause.elements) {
      const origin = (each.propertyName ?? each.name).text
      const passed = moduleSpecifier && exportOf(path, moduleSpecifier, origin)
      made.set(`${path}: ${each.name.text}`, passed === undefined ? [] : [passed])
    }
  } else {
    for (const name of declaredNames(statement)) {
      made.set(`${path}: ${name}`, [])
      if (isType(statement) && isNamedAgain(statement, name)) needed.add(`${path}: ${name}`)
    }
  }
}

/** `import('./x.js').Name`, wherever in a file it stands. */
function readImportTypes(path: string, source: ts.SourceFile, { needed }: Found): void {
  const visit = (node: ts.Node): void => {
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const name = node.qualifier?.getText(source)
      if (name !== undefined) needed.add(exportOf(path, node.argument.literal, name))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

function declaredNames(statement: ts.Statement): readonly string[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText())
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

function isType(statement: ts.Statement): boolean {
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement)
  )
}

function isNamedAgain(statement: ts.Statement, name: string): boolean {
  const others = statement.getSourceFile().statements.filter((one) => one !== statement)
  return others.some((one) => new RegExp(`\\b${name}\\b`).test(one.getText()))
}

function exportOf(path: string, specifier: ts.Node, name: string): Export {
  const target = ts.isStringLiteral(specifier) ? specifier.text : ''
  if (!target.startsWith('.')) return `${target}: ${name}`
  const file = posix.join(posix.dirname(path), target).replace(/\.js$/, '.ts')
  return `${file}: ${name}`
}
