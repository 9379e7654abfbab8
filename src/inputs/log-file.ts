import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { dig } from '../text/index.js'
import type { InputSheet } from './input-sheet.js'

/**
 * The absolute path of the log file. Where it will really stand, links followed, must be inside the workspace or
 * RUNNER_TEMP, so that a checked out repository can't make us write elsewhere. Without waiting there is no log.
 */
export function readLogFile(sheet: InputSheet<'log-file' | 'wait'>): string | undefined {
  const given = sheet.text('log-file')
  if (given === '') return undefined
  if (!sheet.boolean('wait')) {
    sheet.warnings.push('Input log-file is ignored: with wait: false no log is read.')
    return undefined
  }
  const workspace = resolve(sheet.variable('GITHUB_WORKSPACE') || process.cwd())
  const temp = sheet.variable('RUNNER_TEMP')
  const roots = temp === '' ? [workspace] : [workspace, resolve(temp)]
  const path = resolve(workspace, given)
  const real = realPath(path)
  const inside = real !== undefined && roots.some((root) => isInside(realPath(root), real))
  if (inside && mayBeFile(real)) return path
  sheet.problem(
    `Input log-file is ${sheet.quoted(given)}: it must name a file inside the workspace or RUNNER_TEMP.`,
  )
  return undefined
}

/** Resolves links of what exists and keeps the rest as written; undefined for a link that leads nowhere. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (fault) {
    if (dig(fault, 'code') !== 'ENOENT') return undefined
    if (isThere(path)) return undefined
    const parent = dirname(path)
    if (parent === path) return undefined
    const real = realPath(parent)
    return real === undefined ? undefined : join(real, basename(path))
  }
}

/** What can't be looked at, as a name too long for the disk, can't be written either: it counts as there. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

function isInside(root: string | undefined, path: string): boolean {
  if (root === undefined) return false
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Not a folder, and no pipe that would hang until somebody reads. */
function mayBeFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true
}
