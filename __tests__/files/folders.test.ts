import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { openFolder } from '../../src/files/open-folder.js'
import type { Place } from '../../src/files/place.js'
import { replaceFile } from '../../src/files/replace-file.js'

let root = ''
let outside = ''

beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'folders-')))
  root = join(base, 'work')
  outside = join(base, 'outside')
  for (const folder of [root, outside]) mkdirSync(folder)
})

describe.each([
  ['by the names of what is open', true],
  ['by its path, where a system has no such names', false],
])('A folder opened %s', (_how, byDescriptor) => {
  const open = (names: readonly string[], make = false) =>
    openFolder(root, names, make, byDescriptor)

  it('is made where that is wanted, and is the one below the root', async () => {
    const folder = await open(['a', 'b'], true)
    writeFileSync(folder.child('file'), 'text')
    await folder.close()
    expect(readFileSync(join(root, 'a', 'b', 'file'), 'utf8')).toBe('text')
    const again = await open(['a', 'b'], true)
    expect(readFileSync(again.child('file'), 'utf8')).toBe('text')
    await again.close()
  })

  it('is not made where that is not wanted', async () => {
    await expect(open(['a'])).rejects.toMatchObject({ code: 'ENOENT' })
    expect(existsSync(join(root, 'a'))).toBe(false)
  })

  it.each([false, true])(
    'is never behind a link, whether folders are made (%j) or not',
    async (make) => {
      symlinkSync(outside, join(root, 'link'))
      await expect(open(['link', 'new'], make)).rejects.toMatchObject({
        code: expect.stringMatching(/ENOTDIR|ELOOP/),
      })
      expect(readdirSync(outside)).toEqual([])
    },
  )

  it('is no file', async () => {
    writeFileSync(join(root, 'file'), '')
    await expect(open(['file'])).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(open(['file', 'below'], true)).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})

describe('A file that is replaced', () => {
  const placeOf = (...names: readonly [string, ...string[]]): Place => ({
    path: join(root, ...names),
    root,
    names: [...names],
  })

  it('is written whole, in new folders, for all to read', async () => {
    await replaceFile(placeOf('tasks', 'shop.yml'), 'version: 1\n')
    const path = join(root, 'tasks', 'shop.yml')
    expect(readFileSync(path, 'utf8')).toBe('version: 1\n')
    expect(statSync(path).mode & 0o777 & ~0o644).toBe(0)
    await replaceFile(placeOf('tasks', 'shop.yml'), 'v: 2\n')
    expect(readFileSync(path, 'utf8')).toBe('v: 2\n')
    expect(readdirSync(join(root, 'tasks'))).toEqual(['shop.yml'])
  })

  it('is replaced itself where a link stands, and not what that leads to', async () => {
    writeFileSync(join(outside, 'theirs'), 'theirs')
    symlinkSync(join(outside, 'theirs'), join(root, 'shop.yml'))
    await replaceFile(placeOf('shop.yml'), 'ours')
    expect(readFileSync(join(outside, 'theirs'), 'utf8')).toBe('theirs')
    expect(readFileSync(join(root, 'shop.yml'), 'utf8')).toBe('ours')
  })

  it('leaves nothing aside where it can not be moved to its place', async () => {
    mkdirSync(join(root, 'shop.yml', 'full'), { recursive: true })
    await expect(replaceFile(placeOf('shop.yml'), 'ours')).rejects.toMatchObject({
      code: expect.any(String),
    })
    expect(readdirSync(root)).toEqual(['shop.yml'])
  })

  it('opens nothing that stands where its text is put aside', async () => {
    writeFileSync(join(outside, 'theirs'), 'theirs')
    symlinkSync(join(outside, 'theirs'), join(root, `.codearts-${process.pid}.new`))
    await expect(replaceFile(placeOf('shop.yml'), 'ours')).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(join(outside, 'theirs'), 'utf8')).toBe('theirs')
  })
})
