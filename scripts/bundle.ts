/**
 * Writes dist/: one bundle that all entries share, and a few lines for each entry of action.yml.
 * `--check` builds aside and fails when dist/ is not what a rebuild gives.
 */
import ncc from '@vercel/ncc'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/** dist/<file>.js calls this export of src/actions/index.ts. */
const ENTRIES = { build: 'build', 'build-post': 'buildPost' } as const

async function bundleTo(folder: string): Promise<void> {
  const { code, assets } = await ncc(join(root, 'src/actions/index.ts'), {
    minify: true,
    license: 'licenses.txt',
    cache: false,
    quiet: true,
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), code)
  for (const [name, asset] of Object.entries(assets)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), asset.source)
  }
  for (const [file, name] of Object.entries(ENTRIES)) {
    const entry = `import { ${name} } from './index.js'\nawait ${name}()\n`
    writeFileSync(join(folder, `${file}.js`), entry)
  }
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
} catch (fault) {
  // Node would quote the bundler's whole source before the message.
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
}
