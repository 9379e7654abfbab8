/** Turns TypeScript into what Jest runs, by esbuild: types are checked elsewhere, and ts-jest takes ten times as long. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync, version } from 'esbuild'

const OWN = readFileSync(fileURLToPath(import.meta.url))

export default {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: path,
    })
    return { code, map }
  },
  getCacheKey(source, path, { instrument }) {
    const parts = [version, OWN, path, source, String(instrument)]
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part).update('\0')
    return hash.digest('hex')
  },
}
