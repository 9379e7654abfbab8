import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { call } from './client.js'

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url))

/** Runs the command line until it printed what matches, or left. */
async function run(args: readonly string[], until: RegExp) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const left = once(child, 'exit')
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    if (until.test(printed)) break
  }
  return { child, left, printed }
}

describe('the simulator on the command line', () => {
  it('prints how to reach it, answers there, and leaves on SIGINT', async () => {
    const { child, left, printed } = await run(['--scenario', 'fail'], /or user .*\n/)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? ''
    const job = /INPUT_JOB-ID=(\w{32})/.exec(printed)?.[1] ?? ''
    expect((await call(`${url}/v3/jobs/${job}/status`)).text).toBe('{"result":false}')
    child.kill('SIGINT')
    expect(await left).toEqual([0, null])
  })

  it('explains itself when asked for a scenario that it does not have', async () => {
    const { left, printed } = await run(['--scenario', 'none'], /never/)
    expect(printed).toContain('Usage: npm run simulator')
    expect(await left).toEqual([2, null])
  })
})
