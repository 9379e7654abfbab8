import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

  it('prints a command whose build fails with an annotation, in the files of a runner', async () => {
    const { child, left, printed } = await run(['--scenario', 'fail'], /or user .*\n/)
    const command = /^ {2}(env [\s\S]*?node dist\/build\.js)$/m.exec(printed)?.[1] ?? ''
    const folder = /RUNNER_TEMP=([^']+)/.exec(command)?.[1] ?? ''
    const step = spawn('sh', ['-c', `${command} > '${folder}/log'`], { stdio: 'inherit' })
    expect(await once(step, 'exit')).toEqual([1, null])
    const text = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect(text('log')).toMatch(/^::error file=src\/cart\.ts,line=42,.*Expected 2 arguments/m)
    expect(text('output')).toContain('status')
    expect(text('summary.md')).toContain('failed in step Lint')
    child.kill('SIGINT')
    await left
  }, 60_000)

  it('explains itself when asked to', async () => {
    const { left, printed } = await run(['--help'], /never/)
    expect(printed).toMatch(/Usage: npm run simulator[\s\S]*--scenario[\s\S]*slow/)
    expect(await left).toEqual([0, null])
  })

  it.each([['--nonsense'], ['--port', 'x']])(
    'says what it takes in place of %s',
    async (...args) => {
      const { left, printed } = await run(args, /never/)
      expect(printed).toContain('Usage: npm run simulator')
      expect(await left).toEqual([2, null])
    },
  )

  it('does so for AWS CodeBuild, too', async () => {
    const { child, left, printed } = await run(['--codebuild'], /node dist\/codebuild\.js\n/)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? ''
    expect((await call(`${url}/`)).status).toBe(400)
    child.kill('SIGINT')
    expect(await left).toEqual([0, null])
  })

  it('explains itself when asked for a scenario that it does not have', async () => {
    const { left, printed } = await run(['--scenario', 'none'], /never/)
    expect(printed).toContain('Usage: npm run simulator')
    expect(await left).toEqual([2, null])
  })
})
