import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const dist = join(import.meta.dirname, '../../dist')

/** The built-ins that a process has loaded once it has imported the bundle. */
function loadedWith(file: string): readonly string[] {
  const code = `await import(${JSON.stringify(join(dist, file))})
    process.stdout.write(JSON.stringify(process.moduleLoadList))`
  const node = process.env['ACTION_NODE'] ?? process.execPath
  const given = ['--input-type=module', '-e', code]
  const out = execFileSync(node, given, { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
  return (JSON.parse(out) as readonly string[]).map((each) => each.replace('NativeModule ', ''))
}

describe('The bundle, while it loads', () => {
  it('takes no built-in that is needed after the start request', () => {
    const later = ['child_process', 'fs/promises', 'worker_threads', 'zlib']
    expect(loadedWith('index.js').filter((name) => later.includes(name))).toEqual([])
  })

  it('is small, with all that a build with a check loads', () => {
    const files = ['index.js', 'after-start.js', 'octokit.js']
    const bytes = files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0)
    expect(bytes).toBeLessThan(480_000)
  })
})
