/**
 * Finds the browser for the rendered tests. In CI it is installed, with a font of Chinese letters, from Debian's
 * packages; a person's machine is left as it is. Prints the browser's path, or how to get one.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const PACKAGES = ['chromium', 'fonts-wqy-microhei', 'fonts-noto-color-emoji']
const INSTALL_MS = 8 * 60_000

export const NO_CHROMIUM =
  'No Chromium here: install one (e.g. apt-get install chromium), or name yours in CHROMIUM_PATH. CI installs it by itself.'

/** @returns {string | undefined} */
export function installedChromium() {
  return CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** @returns {string | undefined} */
export function chromium() {
  const found = installedChromium()
  if (found !== undefined) return found
  if ((process.env.CI ?? '') === '') return undefined
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: INSTALL_MS,
    }).status === 0
  if (
    !apt('update', '-qq') ||
    !apt('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES)
  ) {
    return undefined
  }
  return installedChromium()
}

if (
  process.argv[1] !== undefined &&
  import.meta.url.endsWith('/install-chromium.mjs') &&
  process.argv[1].endsWith('install-chromium.mjs')
) {
  const path = chromium()
  console.log(path ?? NO_CHROMIUM)
  process.exitCode = path === undefined ? 1 : 0
}
