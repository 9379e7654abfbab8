import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** By what a test file draws: properties, lives in chaos, and lives of the bundle. */
const DRAWS = [/\/fast-check\.js'/, /\.\/(suite|chosen)\.js'/, /\bCHAOS_SEED\b/] as const

/** The test files whose inputs are drawn by a seed, from the root on. */
export function randomTests(root: string): readonly string[] {
  return readdirSync(join(root, '__tests__'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('__tests__', path))
    .filter((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return DRAWS.some((draw) => draw.test(text))
    })
    .sort()
}
