import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { quoted, type InputSheet } from './input-sheet.js'

/**
 * Where the log file will really stand: inside the workspace or RUNNER_TEMP, links followed, so that a checked
 * out repository can't make us write elsewhere. Without waiting there is no log to write.
 */
export function readLogFile(sheet: InputSheet, wait: boolean): string | undefined {
  const given = sheet.text('log-file')
  if (given === '') return undefined
  if (!wait) {
    sheet.warnings.push('Input log-file is ignored: with wait: false no log is read.')
    return undefined
  }
  const workspace = resolve(sheet.variable('GITHUB_WORKSPACE') || process.cwd())
  const temp = sheet.variable('RUNNER_TEMP')
  const roots = temp === '' ? [workspace] : [workspace, resolve(temp)]
  const path = given.includes('\0') ? undefined : realPath(resolve(workspace, given))
  if (
    path !== undefined &&
    roots.some((root) => isInside(realPath(root), path)) &&
    !isFolder(path)
  ) {
    return path
  }
  sheet.problem(
    `Input log-file is ${quoted(given)}: it must name a file inside the workspace or RUNNER_TEMP.`,
  )
  return undefined
}

/** Resolves links of what exists and keeps the rest as written; undefined for a link that leads nowhere. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return undefined
    const parent = dirname(path)
    if (parent === path) return undefined
    const real = realPath(parent)
    return real === undefined ? undefined : join(real, basename(path))
  }
}

function isInside(root: string | undefined, path: string): boolean {
  if (root === undefined) return false
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
