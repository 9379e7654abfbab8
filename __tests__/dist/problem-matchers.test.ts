import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { build } from '../simulator/index.js'
import { Bundle } from '../support/bundle.js'

const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
let bundle: Bundle | undefined

function matcher(owner: string, regexp: string): string {
  const pattern = [{ regexp, file: 1, line: 2, message: 3 }]
  const name = `${owner}.json`
  writeFileSync(join(workspace, name), JSON.stringify({ problemMatcher: [{ owner, pattern }] }))
  return name
}

afterEach(async () => {
  await bundle?.simulator.close()
  bundle = undefined
  rmSync(workspace, { recursive: true, force: true })
})

describe("The bundle with the workflow's problem matchers", () => {
  it('annotates what they find, and is not held up by one that never ends', async () => {
    writeFileSync(join(workspace, 'shop.tool'), '')
    const log = `shop.tool at 7 is odd\n${'a'.repeat(60)}!\nshop.tool at 9 is odd\n`
    bundle = await Bundle.with(build().step('Compile', log).runsFor('500ms').endsWith('FAILURE'))
    const files = [matcher('endless', '^((a+)+)()()$'), matcher('odd', '^(\\S+) at (\\d+) (.+)$')]
    const result = await bundle.main({
      inputs: { 'problem-matchers': files.join('\n') },
      env: { GITHUB_WORKSPACE: workspace },
    })
    expect(result.exitCode).toBe(1)
    expect(result.stdout).toMatch(/^::error file=shop.tool,line=7,endLine=7,title=odd::shop\.tool:7: is odd$/m)
    expect(result.stdout).toMatch(/^::error file=shop.tool,line=9,/m)
    expect(result.stdout).toMatch(/^::warning.*Problem matcher endless took more than 0.5 s/m)
  })
})
