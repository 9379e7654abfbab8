import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { build, lines } from '../simulator/index.js'
import { Bundle } from '../support/bundle.js'
import { closedAfterEach } from '../support/closing.js'

const LETTERS = 'a'.repeat(60)
let workspace: string
const kept = closedAfterEach<Bundle>()

function matcher(owner: string, regexp: string): string {
  const pattern = [{ regexp, file: 1, line: 2, message: 3 }]
  const name = `${owner}.json`
  writeFileSync(join(workspace, name), JSON.stringify({ problemMatcher: [{ owner, pattern }] }))
  return name
}

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
})

afterEach(() => rmSync(workspace, { recursive: true, force: true }))

describe("The bundle with the workflow's problem matchers", () => {
  it('annotates what they find, and is not held up by one that never ends', async () => {
    writeFileSync(join(workspace, 'shop.tool'), '')
    const log = `shop.tool at 7 is odd\n${LETTERS}!\nshop.tool at 9 is odd\n`
    const bundle = kept(await Bundle.with(build().step('Compile', log).runsFor('500ms').endsWith('FAILURE')))
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

  it('leaves within 6.5 s of a cancel, whatever one of ten does, its build stopped', async () => {
    writeFileSync(join(workspace, 'shop.tool'), '')
    const line = (at: number) => (at === 1 ? 'shop.tool at 7 is odd' : `line ${at} ${LETTERS}!`)
    const bundle = kept(
      await Bundle.with(build().step('Compile', lines(600, line)).runsFor('60s').stopTakes('100ms')),
    )
    const files = [
      matcher('endless', '^((a+)+)()()$'),
      ...Array.from({ length: 8 }, (_, index) =>
        matcher(`other${index}`, `^(other${index}) at (\\d+) (.+)$`),
      ),
      matcher('odd', '^(\\S+) at (\\d+) (.+)$'),
    ]
    const main = bundle.start({
      inputs: { 'problem-matchers': files.join('\n') },
      env: { GITHUB_WORKSPACE: workspace },
    })
    await main.waitFor(/line 5 /)
    const sentAt = Date.now()
    main.child.kill('SIGINT')
    const { goneAt, outputs } = await main.done
    expect(goneAt - sentAt).toBeLessThan(6_500)
    expect(bundle.running).toBe(0)
    expect(outputs['status']).toBe('stopped')
  })

  it('looks for a file in the folder that the tool was in', async () => {
    mkdirSync(join(workspace, 'lib'))
    for (const name of ['shop.tool', 'lib/shop.tool']) writeFileSync(join(workspace, name), '')
    const log = "make[1]: Entering directory '/opt/agent_1700000000000/workspace/j_a1B2c3D4/lib'\nshop.tool at 7 is odd\n"
    const bundle = kept(await Bundle.with(build().step('Compile', log).runsFor('500ms').endsWith('FAILURE')))
    const result = await bundle.main({
      inputs: { 'problem-matchers': matcher('odd', '^(\\S+) at (\\d+) (.+)$') },
      env: { GITHUB_WORKSPACE: workspace },
    })
    expect(result.stdout).toMatch(/^::error file=lib\/shop\.tool,line=7,/m)
  })
})
