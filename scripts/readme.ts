/**
 * Writes the tables of inputs and outputs into the READMEs of every folder with an action.yml, and the list of tools into
 * docs/findings.md, in both languages.
 * `--check` writes nothing and fails for any difference.
 */
import { writeFileSync } from 'node:fs'
import { actionFolders } from './action-folders.js'
import { findingsPages } from './findings-page.js'
import { readReadmes } from './readmes.js'
import { textOf } from './yaml-examples.js'

const isCheck = process.argv.includes('--check')
const { readmes, problems } = readReadmes(actionFolders(), textOf)
const different = [...readmes, ...findingsPages(textOf)].filter(
  ({ before, after }) => before !== after,
)
if (!isCheck)
  for (const { name, after } of different)
    writeFileSync(new URL(`../${name}`, import.meta.url), after)

for (const problem of problems) console.error(problem)
if (isCheck) {
  for (const { name } of different)
    console.error(`${name} differs from what it is made from; run npm run readme.`)
}
if (problems.length > 0 || (isCheck && different.length > 0)) process.exitCode = 1
