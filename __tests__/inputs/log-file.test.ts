import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import type { ActionError } from '../../src/core/errors.js'
import { FileSink, openLogFile } from '../../src/log/file-sink.js'
import { jobFolders, type Place, placeOf } from '../../src/files/place.js'
import { secretsOf } from '../support/secrets.js'
import { read } from './workflow.js'

let root = ''
let workspace = ''

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'log-file-')))
  workspace = join(root, 'work')
  for (const name of ['work', 'temp', 'outside']) mkdirSync(join(root, name))
})

const place = (file: string, wait = 'true') =>
  read({
    inputs: { 'log-file': file, wait },
    env: { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: join(root, 'temp') },
  })

describe('the place of the log file', () => {
  it('is inside the workspace or RUNNER_TEMP', () => {
    expect(place('out/build.log').config?.log.file?.path).toBe(join(workspace, 'out/build.log'))
    const temp = join(root, 'temp', 'build.log')
    expect(place(temp).config?.log.file?.path).toBe(temp)
    expect(place('..temp').config?.log.file?.path).toBe(join(workspace, '..temp'))
  })

  it.each(['../outside/x', '/etc/x', '.', '..', 'a/../../outside/x', 'a\0b', 'x'.repeat(9_000)])(
    'is never %j',
    (file) => {
      const { problems } = place(file)
      expect(problems).toEqual([expect.stringContaining('inside the workspace or RUNNER_TEMP')])
    },
  )

  it('is not below a file', () => {
    writeFileSync(join(workspace, 'file'), '')
    expect(place('file/x').problems).toHaveLength(1)
  })

  it('is told as the user wrote it where the workspace is behind a link', () => {
    symlinkSync(workspace, join(root, 'alias'))
    const { config } = read({
      inputs: { 'log-file': 'build.log' },
      env: { GITHUB_WORKSPACE: join(root, 'alias') },
    })
    expect(config?.log.file?.path).toBe(join(root, 'alias', 'build.log'))
  })

  it('is not behind a link that leaves the workspace', () => {
    symlinkSync(join(root, 'outside'), join(workspace, 'link'))
    symlinkSync(join(root, 'outside', 'none'), join(workspace, 'dangling'))
    writeFileSync(join(root, 'outside', 'file'), '')
    symlinkSync(join(root, 'outside', 'file'), join(workspace, 'to-file'))
    for (const file of ['link/x', 'link/new/x', 'dangling', 'to-file']) {
      expect(place(file).problems).toHaveLength(1)
    }
  })

  it('is not needed, and said to be ignored, without waiting', () => {
    const { config, warnings } = place('/etc/x', 'false')
    expect(config?.log.file?.path).toBeUndefined()
    expect(warnings).toEqual([expect.stringContaining('log-file is ignored')])
  })
})

const env = () => ({ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: join(root, 'temp') })

function toBe(path: string): Place {
  const place = placeOf(path, jobFolders(env()))
  if (typeof place === 'string') throw new Error(place)
  return place
}

async function written(chunks: readonly Uint8Array[], secrets: readonly string[]) {
  const path = join(root, 'temp', 'new', 'folder', 'log')
  const sink = await openLogFile(toBe(path), env(), secretsOf(...secrets), failOn)
  for (const chunk of chunks) await sink.write(chunk)
  await sink.close()
  return readFile(path)
}

function failOn(warning: ActionError): never {
  throw warning
}

function cutAt(bytes: Buffer, cuts: readonly number[]) {
  const places = [
    0,
    ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ]
  return places.slice(1).map((to, index) => bytes.subarray(places[index], to))
}

describe('the log file', () => {
  it('has the exact bytes, valid UTF-8 or not', async () => {
    const bytes = Buffer.from([0xff, 0x0d, 0x0a, 0x00, 0xe4, 0xb8, 0x0d, 0x3a, 0x3a])
    expect(await written(cutAt(bytes, [1, 2, 5, 6]), ['secret'])).toEqual(bytes)
    expect(await written([bytes], [])).toEqual(bytes)
  })

  it('begins at its beginning when this action wrote it before', async () => {
    await written([Buffer.from('a long old log')], [])
    expect((await written([Buffer.from('new')], [])).toString()).toBe('new')
  })

  it('is a bad input when something else is in its place by now', async () => {
    mkdirSync(join(workspace, 'folder'))
    await expect(openLogFile(toBe('folder'), env(), secretsOf(), failOn)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/EISDIR|EEXIST/),
    })
  })

  it('tells of later trouble once and never fails the build', async () => {
    const warnings: ActionError[] = []
    const full = await open('/dev/full', 'w')
    const sink = new FileSink(full, secretsOf().stream(), (warning) => warnings.push(warning))
    await sink.write(Buffer.from('a'))
    await sink.write(Buffer.from('b'))
    await sink.close()
    expect(warnings.map(({ message }) => message)).toEqual(['The log file is incomplete: ENOSPC.'])
  })
})
