import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inputTable, outputTable, type Translation, withTable } from './readme-tables.js'

const root = new URL('..', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, root), 'utf8')
const action = textOf('action.yml')
const check = process.argv.includes('--check')

const chinese: Translation = {
  descriptions: textOf('scripts/descriptions.zh-CN.yml'),
  inputHead: ['输入', '默认值', '含义'],
  outputHead: ['输出', '值'],
}
const readmes: readonly (readonly [name: string, translation?: Translation])[] = [
  ['README.md'],
  ['README.zh-CN.md', chinese],
]

for (const [name, translation] of readmes) {
  const readme = new URL(name, root)
  if (!existsSync(readme)) continue
  const before = textOf(name)
  const after = withTable(
    withTable(before, 'inputs', inputTable(action, translation)),
    'outputs',
    outputTable(action, translation),
  )
  if (before === after) continue
  if (check) {
    console.error(`${fileURLToPath(readme)} differs from action.yml; run npm run readme.`)
    process.exitCode = 1
  } else {
    writeFileSync(readme, after)
  }
}
