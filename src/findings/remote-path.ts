import { posix } from 'node:path'

/** Files that belong to tools and dependencies, wherever they are installed. */
const FOREIGN =
  /^\/usr\/(?:include|lib\w*|share|local)\/|^\/(?:lib\w*|rustc|nix)\/|(?:^|\/)(?:node_modules|site-packages|dist-packages|\.m2|\.gradle|\.rustup|\.cargo|\.nuget)\/|\/go\/pkg\/mod\/|\/go\/src\/(?:runtime|testing)\/|^<|^node:/
/**
 * Assumption: the workspace of a build machine, as public build logs show it (CodeArts Build user guide, "Viewing
 * Build Logs"); the service stars most of it. With a checkout nothing depends on it.
 */
const WORKSPACES = [
  /^\*{3,}\/+/,
  /^\/devcloud\/(?:slavespace|ws)\/[^/]+\/[^/]+\/(?:workspace\/)?[^/]+\//,
  /^\/(?:home|Users)\/[^/]+\/(?:work|workspace|project|src|app)\//,
  /^\/(?:workspace|work|app|src|build|project|usr\/src\/app|root\/workspace)\//,
]
const DOMAIN = /\.(?:com|net|org|io|cn|dev|local)$/i

/** The remote path with plain slashes and without steps upwards; `undefined` for what can't be the project's. */
export function cleanPath(remote: string): string | undefined {
  const path = withoutScheme(remote.trim())
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:(?=\/)/, '')
  const plain = posix.normalize(path).replace(/^(?:\.\.\/)+/, '')

  if (/[\x00-\x1f]/.test(plain) || FOREIGN.test(plain) || plain === '.') return undefined
  return plain
}

/** The path in the repository as far as its text alone tells. */
export function pathByForm(remote: string): string | undefined {
  const path = cleanPath(remote)
  if (path === undefined) return undefined
  for (const workspace of WORKSPACES) {
    if (workspace.test(path)) return plausible(path.replace(workspace, ''))
  }
  return path.startsWith('/') ? undefined : plausible(path)
}

function plausible(path: string): string | undefined {
  const isFile = /(?:\.[A-Za-z]\w{0,9}|akefile|ockerfile)$/.test(path) && !DOMAIN.test(path)
  return isFile && !path.includes('*') && !path.includes(' ') ? path : undefined
}

function withoutScheme(path: string): string {
  if (!path.startsWith('file:')) return path
  const plain = path.replace(/^file:(?:\/\/)?/, '')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
