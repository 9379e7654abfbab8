/** Installs what package-lock.json names, unless that is what stands in node_modules already: by us, or by `npm ci`. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { holdsPackages } from './installed-packages.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const hidden = join(root, 'node_modules', '.package-lock.json')
const lockAt = (path) => JSON.parse(readFileSync(path, 'utf8'))

if (
  !existsSync(hidden) ||
  !holdsPackages(lockAt(join(root, 'package-lock.json')), lockAt(hidden))
) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const install = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (install.status !== 0) process.exit(install.status ?? 1)
}
