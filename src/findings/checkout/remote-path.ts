import { posix } from 'node:path'

/** Files that belong to tools and dependencies, wherever they are installed. */
const FOREIGN = new RegExp(
  [
    String.raw`^\/(?:usr\/(?!src\/app\/)|lib\w*\/|bin\/|etc\/|var\/lib\/|rustc\/|nix\/|snap\/|proc\/|dev\/)`,
    String.raw`^\/opt\/(?!(?:agent|octopus|build|app|work)[^/]*\/)`,
    String.raw`(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components|\.(?:m2|gradle|rustup|cargo|nuget|conan2?|pub-cache|cache|npm|pnpm|pnpm-store|yarn|venv|tox|vcpkg|sdkman|nvm|pyenv|rbenv|rvm|stack|cabal|ivy2|sbt|konan|local|bazel|dotnet))\/`,
    String.raw`(?:^|\/)(?:vcpkg\/(?:buildtrees|installed|packages)|go\/pkg\/mod|go\/src\/(?:runtime|testing)|gems\/[\w.-]+\/gems|hostedtoolcache|_deps\/[\w.-]+-src)\/`,
    String.raw`(?:^|\/)(?:Program Files[^/]*|ProgramData|AppData|Windows Kits)\/`,
    String.raw`^[A-Za-z]:\/(?:vcpkg|windows|python\d*|msys64|mingw\w*|go)\/`,
    // Programs that configure scripts and build systems try.
    String.raw`(?:^|\/)(?:conftest\.(?:c|cc|cpp|cxx|m|f\d{0,2}|F)$|CMakeFiles\/(?:CMakeTmp|CMakeScratch|_CMake)|meson-private\/)`,
    String.raw`^<|^node:|^internal\/.*\.js$|^webpack:|^https?:`,
  ].join('|'),
  'i',
)
/**
 * Assumption: the workspace of a build machine, as public build logs show it (CodeArts Build user guide, "Viewing
 * Build Logs"); the service stars most of it.
 */
const WORKSPACES = [
  /^\*{3,}\/+/,
  /^\/opt\/(?:agent|octopus)[^/]*\/(?:[^/]+\/)?workspace\/[^/]+\//,
  /^\/devcloud\/[^/]+\/(?:[^/]+\/){2}[^/]+\//,
] as const
/**
 * Where images and other systems keep the sources; a path below them is ours only if the rest is exactly a path of
 * ours.
 */
const COMMON_ROOTS = [
  /^\/(?:home|Users)\/[^/]+\/(?:work|workspace|project|src|app|code|repo|build)\/(?:[^/]+\/[^/]+\/(?=.))?/,
  /^\/(?:home|Users)\/[^/]+\/(?:work|workspace|project|src|app|code|repo|build)\//,
  /^\/(?:workspaces?|work|app|src|source|code|repo|build|project|usr\/src\/app|root\/workspace|github\/workspace|opt\/(?:app|build|work))\//,
  /^\/(?:builds|__w)\/[^/]+\/[^/]+\//,
] as const
const DOMAIN = /\.(?:com|net|org|io|cn|dev|local)$/i

/** The remote path with plain slashes; `undefined` for what can't be the project's. Steps upwards stay in front. */
export function cleanPath(remote: string): string | undefined {
  const path = withoutScheme(remote.trim())
    .replaceAll('\\', '/')
    .replace(/^\/(?=[A-Za-z]:\/)/, '')
  const plain = posix.normalize(path)

  if (/[\x00-\x1f]/.test(plain) || FOREIGN.test(plain)) return undefined
  return plain === '.' || plain === '/' || /^(?:\.\.\/)*\.\.$/.test(plain) ? undefined : plain
}

export function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/|\*{3,}\/)/.test(path)
}

export function withoutSteps(path: string): string {
  return path.replace(/^(?:\.\.\/)+/, '')
}

/** The rest of a path below the build machine's own workspace. */
export function belowWorkspace(path: string): string | undefined {
  const root = WORKSPACES.find((workspace) => workspace.test(path))
  return root === undefined ? undefined : path.replace(root, '')
}

/** What an absolute path may mean in a checkout, judged by its form alone; likeliest first. */
export function belowCommonRoots(path: string): readonly string[] {
  const rests = COMMON_ROOTS.filter((root) => root.test(path)).map((root) => path.replace(root, ''))
  return [...new Set(rests)]
}

/** The path in the repository, judged by its text alone. */
export function pathByForm(remote: string): string | undefined {
  const path = cleanPath(remote)
  if (path === undefined) return undefined
  const below = belowWorkspace(path)
  if (below !== undefined) return plausible(below)
  if (!isAbsolute(path)) return plausible(withoutSteps(path))
  const [first] = belowCommonRoots(path).toReversed()
  return first === undefined ? undefined : plausible(first)
}

function plausible(path: string): string | undefined {
  const isFile = /(?:\.[A-Za-z]\w{0,9}|akefile|ockerfile|BUILD)$/.test(path) && !DOMAIN.test(path)
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
