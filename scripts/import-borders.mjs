/**
 * The borders between the folders of src/, as an allow list and as an ESLint rule: a folder that isn't named here may
 * neither import nor be imported until somebody opens it.
 */
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const SRC = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')

/** What each folder may import besides itself. */
export const ALLOWED = {
  core: [],
  text: ['core'],
  http: ['core', 'text'],
  files: ['core', 'text'],
  inputs: ['core', 'text', 'files'],
  log: ['core', 'text', 'files'],
  'sign-in': ['core', 'http'],
  findings: ['core', 'text', 'log', 'files'],
  github: ['core', 'text', 'http', 'inputs', 'log', 'findings', 'files'],
  clouds: ['core', 'text', 'http', 'inputs', 'sign-in', 'log', 'files'],
  // prettier-ignore
  actions: ['core', 'text', 'http', 'inputs', 'log', 'sign-in', 'findings', 'github', 'clouds', 'files'],
}

/** Folders of a cloud that its services share. */
const CLOUD_SHARED = new Set(['sign-in', 'gateway', 'protocol'])
/** Files and folders of actions/ that any action may use. */
const ACTIONS_SHARED = new Set(['', 'supervised', 'as-code'])

/** The folders that may import a package, with what stands in them; a package that isn't named here is shut, too. */
const PACKAGES = {
  '@actions/core': ['github/runner'],
  '@actions/github': ['github/checks'],
  '@actions/http-client': ['http'],
  diff: ['actions', 'clouds/huawei/codearts-build'],
  yaml: ['actions', 'clouds/huawei/codearts-build', 'clouds/huawei/servicestage'],
}
/** Folders that run anywhere: nothing in them knows a file, a process or a socket. */
const WITHOUT_NODE = new Set(['core', 'text'])
/** Only http/ speaks to the network. */
const NETWORK = new Set([
  'node:http',
  'node:http2',
  'node:https',
  'node:net',
  'node:tls',
  'node:dgram',
])

/** Why a file of src/ may not import a target; both relative to src/, with slashes. Undefined: it may. */
export function borderProblem(file, target) {
  const [from, ...inFrom] = dirname(file).split('/')
  const [to, ...inTo] = dirname(target).split('/')
  if (!Object.hasOwn(ALLOWED, from))
    return `src/${from} is in no list of scripts/import-borders.mjs.`
  if (!Object.hasOwn(ALLOWED, to)) return `src/${to} is in no list of scripts/import-borders.mjs.`
  if (from !== to) {
    return ALLOWED[from].includes(to) ? undefined : `src/${from} may not import src/${to}.`
  }
  if (from === 'clouds') return cloudProblem(inFrom, inTo)
  return from === 'actions' ? actionProblem(inFrom, inTo) : undefined
}

/** One cloud never imports another; a service only its cloud's own files, sign-in, gateway and itself. */
function cloudProblem([cloud, service], [otherCloud, otherService]) {
  if (cloud !== otherCloud) return 'One cloud may not import another.'
  if (service === otherService || otherService === undefined) return undefined
  if (CLOUD_SHARED.has(otherService)) return undefined
  return service === undefined
    ? "A cloud's own files may not import one of its services."
    : 'A service may not import another service of its cloud.'
}

/** `index.ts` lists the actions; else one action never imports another. */
function actionProblem([action = ''], [other = '']) {
  if (action === other || action === '' || ACTIONS_SHARED.has(other)) return undefined
  return `actions/${action} may not import actions/${other}.`
}

/** The `index.ts` of a folder that its importer stands outside of, where the import goes past it. */
function passedFace(file, target) {
  for (let folder = dirname(target); folder !== SRC; folder = dirname(folder)) {
    const outside = relative(folder, file).startsWith('..')
    if (!outside) return undefined
    const face = join(folder, 'index.ts')
    if (existsSync(face)) return target === face ? undefined : face
  }
  return undefined
}

function packageProblem(file, specifier) {
  const [scope, name] = specifier.split('/')
  const owners = PACKAGES[scope.startsWith('@') ? `${scope}/${name}` : scope]
  if (owners === undefined) return `${specifier} is in no list of scripts/import-borders.mjs.`
  const allowed = owners.some((owner) => file.startsWith(`${owner}/`))
  return allowed ? undefined : `Only src/${owners.join(', src/')} may import ${specifier}.`
}

function nodeProblem(file, specifier) {
  const [folder] = file.split('/')
  if (WITHOUT_NODE.has(folder)) return `src/${folder} may not import ${specifier}.`
  return NETWORK.has(specifier) && folder !== 'http'
    ? `Only src/http may import ${specifier}.`
    : undefined
}

const shown = (path) => relative(SRC, path).split(sep).join('/')

function problemOf(file, specifier) {
  if (specifier.startsWith('node:')) return nodeProblem(shown(file), specifier)
  if (!specifier.startsWith('.')) return packageProblem(shown(file), specifier)
  const target = resolve(dirname(file), specifier.replace(/\.js$/, '.ts'))
  const border = borderProblem(shown(file), shown(target))
  if (border !== undefined) return border
  const face = passedFace(file, target)
  return face && `Import ${shown(face)}: its folder is entered through it only.`
}

/** @type {import('eslint').Rule.RuleModule} */
export const importBorders = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      const { value } = node.source?.literal ?? node.source ?? {}
      const problem = typeof value === 'string' ? problemOf(context.filename, value) : undefined
      if (problem !== undefined) context.report({ node, message: problem })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      TSImportType: check,
    }
  },
}
