import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inputTable, outputTable, withTable } from './readme-tables.js'

const root = new URL('..', import.meta.url)
const readmes = ['README.md', 'README.zh-CN.md'].map((name) => new URL(name, root))
const action = readFileSync(new URL('action.yml', root), 'utf8')
const check = process.argv.includes('--check')

for (const readme of readmes.filter((path) => existsSync(path))) {
  const before = readFileSync(readme, 'utf8')
  const after = withTable(
    withTable(before, 'inputs', inputTable(action)),
    'outputs',
    outputTable(action),
  )
  if (before === after) continue
  if (check) {
    console.error(`${fileURLToPath(readme)} differs from action.yml; run npm run readme.`)
    process.exitCode = 1
  } else {
    writeFileSync(readme, after)
  }
}
