/**
 * Text that leaves the process is cut in one place, `src/text/start-of.ts`, which wants it starred: of a secret that is
 * cut before, nobody finds the halves. This ESLint rule refuses every other cut of a text at a limit. What is cut at a
 * place that was found in it is reading, and passes.
 */
import ts from 'typescript'

const CUTTERS = new Set(['slice', 'substring', 'substr'])
/** Where a limit is cut at to be searched, nothing of it is shown. */
const SEARCHES = new Set([
  'indexOf',
  'lastIndexOf',
  'includes',
  'startsWith',
  'endsWith',
  'match',
  'search',
])
/** As the house names limits: constants, and what begins with one of these words. */
const LIMIT_NAME =
  /^(?:[A-Z][A-Z0-9_]*|(?:#?)(?:most|longest|max|limit|length|size|count)(?:[A-Z]\w*)?)$/
/** Shorter pieces are the parts of a date or of an id that is shown in part on purpose. */
const LEAST_LIMIT = 20

export const cuts = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      cut: 'Text is cut by startOf, startOfBytes or shortened of src/text only, once it is starred',
    },
  },
  create(context) {
    const { esTreeNodeToTSNodeMap, program } = context.sourceCode.parserServices
    const checker = program.getTypeChecker()
    const isText = (node) => {
      const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node))
      const parts = type.isUnion() ? type.types : [type]
      return parts.some((part) => (part.flags & ts.TypeFlags.StringLike) !== 0)
    }
    return {
      CallExpression(node) {
        const { callee } = node
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
        if (!CUTTERS.has(callee.property.name)) return
        if (!node.arguments.slice(0, 2).some(isLimit)) return
        if (isSearched(node) || isTime(callee.object)) return
        if (isText(callee.object) || isJoined(node)) context.report({ node, messageId: 'cut' })
      },
    }
  },
}

/** Whether a limit has a part in an argument. */
function isLimit(node) {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' && node.value >= LEAST_LIMIT
    case 'Identifier':
    case 'PrivateIdentifier':
      return LIMIT_NAME.test(node.name)
    case 'MemberExpression':
      return node.property.name !== 'length' && isLimit(node.property)
    case 'UnaryExpression':
      return isLimit(node.argument)
    case 'BinaryExpression':
      return isLimit(node.left) || isLimit(node.right)
    case 'ConditionalExpression':
      return isLimit(node.consequent) || isLimit(node.alternate)
    case 'CallExpression':
      return node.arguments.some(isLimit)
    default:
      return false
  }
}

function isSearched({ parent }) {
  return parent.type === 'MemberExpression' && SEARCHES.has(parent.property.name)
}

/** The parts of an ISO time. */
function isTime({ callee }) {
  return callee?.property?.name === 'toISOString'
}

/** The characters of a text, cut as a list. */
function isJoined({ parent }) {
  return (
    parent.type === 'MemberExpression' &&
    parent.property.name === 'join' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.arguments[0]?.value === ''
  )
}
