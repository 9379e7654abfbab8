import { execFileSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { openToRead } from '../../src/files/open-to-read.js'
import { openToWrite } from '../../src/files/open-to-write.js'
import { jobFolders, placeOf, placeToWrite } from '../../src/files/place.js'

let root = ''
let workspace = ''
let temp = ''

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')))
  workspace = join(root, 'work')
  temp = join(root, 'temp')
  for (const name of ['work', 'temp', 'outside', 'work/.git']) mkdirSync(join(root, name))
  writeFileSync(join(temp, '.npmrc'), 'registry=good')
  writeFileSync(join(workspace, '.git', 'config'), '[core]')
  writeFileSync(join(workspace, 'package.json'), '{}')
})

const env = () => ({ GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp })

/** Writes without the look that the inputs take, as if the checkout had changed since then. */
async function write(path: string, text = 'registry=evil'): Promise<void> {
  const place = placeOf(path, jobFolders(env()))
  if (typeof place === 'string') throw new Error(place)
  const file = await openToWrite(place, env())
  await file.writeFile(text)
  await file.close()
}

describe('A file that this action writes', () => {
  it.each<[string, string, () => void]>([
    [
      'a link to a file of RUNNER_TEMP',
      'log',
      () => symlinkSync('../temp/.npmrc', `${workspace}/log`),
    ],
    [
      'a link to a folder of RUNNER_TEMP',
      'a/.npmrc',
      () => symlinkSync('../temp', `${workspace}/a`),
    ],
    ['a link to .git', 'a/config', () => symlinkSync('.git', `${workspace}/a`)],
    ['a link that leads nowhere', 'log', () => symlinkSync('new', `${workspace}/log`)],
    [
      'a link to what is not there yet',
      'a/b/c',
      () => symlinkSync('../outside/b', `${workspace}/a`),
    ],
    ['a file of the checkout', 'package.json', () => undefined],
    ['a file of another action', '../temp/.npmrc', () => undefined],
    ['a folder', 'src', () => mkdirSync(`${workspace}/src`)],
    ['a pipe', 'pipe', () => void execFileSync('mkfifo', [`${workspace}/pipe`])],
    ['below a file', 'package.json/log', () => undefined],
  ])('is never %s', async (_what, path, prepare) => {
    prepare()
    expect(['link', 'taken']).toContain(placeToWrite(path, env()))
    await expect(write(path)).rejects.toThrow()
    expect(readFileSync(join(temp, '.npmrc'), 'utf8')).toBe('registry=good')
    expect(readFileSync(join(workspace, '.git', 'config'), 'utf8')).toBe('[core]')
    expect(readFileSync(join(workspace, 'package.json'), 'utf8')).toBe('{}')
  })

  it.each([
    '.git/config',
    '.git/hooks/pre-commit',
    'sub/.git/config',
    '.GIT/config',
    '.git./config',
    '.git /x',
    'git~1/config',
    '.g\u200cit/config',
    '.git::$INDEX_ALLOCATION/config',
    '.git',
  ])('is never inside .git: %j', (path) => {
    expect(placeToWrite(path, env())).toBe('git')
  })

  it('may be new, in new folders, and may be written again by a later step', async () => {
    await write('out/logs/build.log', 'first, and longer')
    expect(placeToWrite('out/logs/build.log', env())).toMatchObject({ root: workspace })
    await write('out/logs/build.log', 'second')
    expect(readFileSync(join(workspace, 'out/logs/build.log'), 'utf8')).toBe('second')
  })

  it('is not known by its name: another in its place is left alone', async () => {
    await write('build.log')
    const path = join(workspace, 'build.log')
    renameSync(path, join(workspace, 'kept'))
    writeFileSync(path, 'theirs')
    expect(placeToWrite('build.log', env())).toBe('taken')
    await expect(write('build.log')).rejects.toThrow()
    expect(readFileSync(path, 'utf8')).toBe('theirs')
  })

  it('is left alone when it has a second name', async () => {
    await write('build.log')
    linkSync(join(workspace, 'build.log'), join(temp, 'second'))
    expect(placeToWrite('build.log', env())).toBe('taken')
  })

  it('believes no note that is a link', async () => {
    const note = join(temp, 'codearts-build-action-files')
    await write('build.log')
    renameSync(note, join(temp, 'moved'))
    symlinkSync('moved', note)
    expect(placeToWrite('build.log', env())).toBe('taken')
    rmSync(note)
  })
})

describe('A file that this action reads', () => {
  const read = async (path: string) => {
    const file = await openToRead(path, [workspace])
    if (typeof file === 'string') return file
    const text = await file.readFile('utf8')
    await file.close()
    return text
  }

  it('may be behind a link of the workspace, but not outside of it, and no pipe', async () => {
    symlinkSync('package.json', join(workspace, 'inside'))
    symlinkSync('../temp/.npmrc', join(workspace, 'leads-out'))
    symlinkSync('.git/config', join(workspace, 'to-git'))
    execFileSync('mkfifo', [join(workspace, 'pipe')])
    expect(await read('inside')).toBe('{}')
    expect(await read('leads-out')).toBe('outside')
    expect(await read('to-git')).toBe('git')
    expect(await read('../outside/x')).toBe('outside')
    expect(await read('pipe')).toBe('taken')
    await expect(read('none')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
