import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from '../figure.js'

const dist = join(import.meta.dirname, '../../dist')
const LICENCES = 'licenses.txt'

/** What a job downloads: all of the committed dist/ but the licences' texts. */
export const bundleSize: Figure = {
  name: 'bundle-size',
  rounds: 1,
  measures: [
    {
      name: 'kilobytes',
      title: 'committed dist/, all entries, without licence texts',
      unit: 'kB',
      bar: 750,
      goal: 640,
      better: 'lower',
    },
  ],
  round: () => {
    const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    const files = names
      .filter((name) => name !== LICENCES)
      .map((name) => statSync(join(dist, name)))
      .filter((file) => file.isFile())
    return Promise.resolve({
      kilobytes: files.reduce((sum, { size }) => sum + size, 0) / 1_000,
      files: files.length,
    })
  },
}
