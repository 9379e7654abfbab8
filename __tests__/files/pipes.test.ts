import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readTokenFile } from '../../src/clouds/aws/sign-in/token-file.js'
import { appendToFile } from '../../src/files/append-to-file.js'
import { readJobFile } from '../../src/files/read-job-file.js'
import { readRegularFile } from '../../src/files/read-regular-file.js'
import { sourceTree } from '../../src/findings/checkout/index.js'
import { Console } from '../../src/github/runner/console.js'
import { readEvent } from '../../src/github/runner/event.js'
import { stepOutputs } from '../../src/github/runner/outputs.js'
import { stateStore } from '../../src/github/runner/state-store.js'
import { writeSummary } from '../../src/github/summary/write.js'
import { secretsOf } from '../support/secrets.js'

let folder = ''
let pipe = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipes-'))
  pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
})

afterEach(() => {
  rmSync(folder, { recursive: true })
  delete process.env['GITHUB_OUTPUT']
  delete process.env['GITHUB_STATE']
  delete process.env['GITHUB_EVENT_PATH']
})

/** Nothing here waits: a test that did would never end, because a pipe holds the whole process. */
describe('A pipe in the place of a file', () => {
  it('is not read', () => {
    expect(() => readRegularFile(pipe, 10)).toThrow('no regular file')
    expect(() => readJobFile('pipe', [folder], 10)).toThrow('no regular file')
    expect(() => readTokenFile(pipe)).toThrow('no regular file')
  })

  it('is no event', () => {
    expect(readEvent(pipe)).toBe('the file at GITHUB_EVENT_PATH cannot be read')
  })

  it("is not read by the client of GitHub's API, which is not told of it", async () => {
    process.env['GITHUB_EVENT_PATH'] = pipe
    const { getOctokit } = await import('../../src/github/checks/octokit.js')
    expect(getOctokit).toBeInstanceOf(Function)
    expect(process.env['GITHUB_EVENT_PATH']).toBe(pipe)
  })

  it('is not waited for as part of a checkout', () => {
    mkdirSync(join(folder, '.git'))
    execFileSync('mkfifo', [join(folder, '.git', 'index'), join(folder, 'go.mod')])
    writeFileSync(join(folder, 'a.go'), '')
    const place = { path: '/go/src/example.com/x/a.go', line: 1 }
    expect(sourceTree(folder).locate(place, [])).toBeDefined()
    rmSync(join(folder, '.git'), { recursive: true })
    execFileSync('mkfifo', [join(folder, '.git')])
    expect(sourceTree(folder).locate(place, [])).toBeDefined()
  })

  it('takes no summary', () => {
    expect(() => writeSummary(pipe, 'x')).toThrow()
  })

  it('takes no outputs and no state, and the step knows', () => {
    process.env['GITHUB_OUTPUT'] = pipe
    process.env['GITHUB_STATE'] = pipe
    const outputs = stepOutputs<'status'>(new Console(new PassThrough(), () => 0), secretsOf())
    outputs.set('status', 'lost')
    expect(outputs.incomplete).toBe(true)
    const store = stateStore<object>({ key: 'k', version: 1, entryOf: (entry) => entry })
    expect(() => store.save({})).toThrow('GITHUB_STATE names no file')
  })
})

describe('A file', () => {
  it('is read up to its limit, and not at all beyond', () => {
    const path = join(folder, 'file')
    writeFileSync(path, 'abc')
    expect(readRegularFile(path, 3).toString()).toBe('abc')
    expect(() => readRegularFile(path, 2)).toThrow('3 bytes')
  })

  it('is appended to by its size', () => {
    const path = join(folder, 'file')
    appendToFile(path, (size) => `${size};`)
    appendFileSync(path, 'ab')
    appendToFile(path, (size) => `${size};`)
    expect(readFileSync(path, 'utf8')).toBe('0;ab4;')
  })
})
