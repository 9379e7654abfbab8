/**
 * Writes dist/: one bundle with the root action and everything that actions share, a bundle for each other action, one
 * for each heavy option, and a few lines for each entry of an action.yml. `--check` builds aside and fails when dist/
 * is not what a rebuild gives.
 */
import ncc from '@vercel/ncc'
import { transform } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUNDLES, type Bundle, EXTERNALS } from './bundles.js'
import { withCalledEndpoints } from './called-endpoints.js'
import { javaScriptFile, withJavaScriptOf } from './javascript-of.js'
import { withLateBuiltIns } from './late-built-ins.js'
import { withPlainExports, withPlainImports } from './plain-modules.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const LICENSES = 'licenses.txt'
/** The one caller of octokit. */
const GITHUB_CALLS = 'src/github/checks/check-calls.ts'

interface Built {
  readonly file: string
  readonly code: string
  readonly licenses: string
}

async function build({ file, source, kind }: Bundle, sources: string): Promise<Built> {
  const { code, assets } = await ncc(javaScriptFile(sources, source), {
    minify: false,
    license: LICENSES,
    cache: false,
    quiet: true,
    externals: EXTERNALS[kind],
  })
  const { [LICENSES]: licenses } = assets
  const extra = Object.keys(assets).filter((name) => name !== LICENSES && name !== 'package.json')
  // A chunk of its own would be neither minified nor would its licences be kept.
  if (extra.length > 0) throw new Error(`${file} comes with files of its own: ${extra.join(', ')}`)
  // An error of one copy is none of ours to the other: nothing would be repeated that may pass.
  if (kind !== 'shared' && /MODULE: .*\/src\/core\//.test(code)) {
    throw new Error(`${file} holds a copy of src/core`)
  }
  return { file, code: await minified(trimmed(code)), licenses: licenses?.source.toString() ?? '' }
}

/** Without what the bundler does at each start, and what packages bring, that no action needs. */
function trimmed(code: string): string {
  const called = withCalledEndpoints(code, readFileSync(join(root, GITHUB_CALLS), 'utf8'))
  return withLateBuiltIns(withPlainImports(withPlainExports(called)))
}

/** ncc's own minifier keeps every name of a function and a class: 12 % more bytes to read at each start. */
async function minified(code: string): Promise<string> {
  const options = {
    minify: true,
    // The bundler leaves in what packages export and nobody imports.
    treeShaking: true,
    format: 'esm',
    target: 'node20',
    // Licences stand in a file of their own.
    legalComments: 'none',
  } as const
  return (await transform(code, options)).code
}

function bundleTo(folder: string): Promise<void> {
  return withJavaScriptOf(root, (sources) => bundleFrom(sources, folder))
}

async function bundleFrom(sources: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const licenses: string[] = []
  for (const bundle of BUNDLES) {
    const built = await build(bundle, sources)
    writeFileSync(join(folder, built.file), built.code)
    if (built.licenses !== '')
      licenses.push(`Bundled in ${built.file}:\n\n${built.licenses.trim()}\n`)
    for (const [entry, name] of Object.entries(bundle.entries)) {
      const stub = `import { ${name} } from './${built.file}'\nawait ${name}()\n`
      writeFileSync(join(folder, `${entry}.js`), stub)
    }
  }
  writeFileSync(join(folder, LICENSES), licenses.join('\n'))
  writeFileSync(join(folder, 'package.json'), '{\n  "type": "module"\n}\n')
}

async function check(): Promise<number> {
  const fresh = mkdtempSync(join(tmpdir(), 'dist-'))
  try {
    await bundleTo(fresh)
    const difference = spawnSync('diff', ['-rq', fresh, dist], { encoding: 'utf8' })
    if (difference.status === 0) return 0
    process.stderr.write(
      `dist/ is not what a rebuild gives. Run: npm run package\n${difference.stdout}`,
    )
    return 1
  } finally {
    rmSync(fresh, { recursive: true })
  }
}

async function replaceDist(): Promise<number> {
  const fresh = mkdtempSync(join(tmpdir(), 'dist-'))
  try {
    await bundleTo(fresh)
    rmSync(dist, { recursive: true, force: true })
    cpSync(fresh, dist, { recursive: true })
    return 0
  } finally {
    rmSync(fresh, { recursive: true })
  }
}

try {
  process.exitCode = await (process.argv.includes('--check') ? check() : replaceDist())
} catch (error) {
  // Node would quote the bundler's whole source before the message.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
