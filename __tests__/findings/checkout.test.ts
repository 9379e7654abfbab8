import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { sourceTree } from '../../src/findings/checkout/index.js'
import type { Location } from '../../src/findings/checkout/location.js'
import { Project } from './project.js'

const REMOTE = '/devcloud/slavespace/usr1/7f3a/job'
const projects: Project[] = []

function project(files: readonly string[], git = true): Project {
  const one = new Project(files, git)
  projects.push(one)
  return one
}

function meant(location: Location): string | undefined {
  return location.kind === 'file' ? location.file : undefined
}

function locate(files: readonly string[], path: string, partial = false): string | undefined {
  return meant(sourceTree(project(files).folder).locate({ path, line: 1, partial }, []))
}

afterEach(() => {
  for (const one of projects.splice(0)) one.remove()
})

describe('a checkout', () => {
  it.each([
    [`${REMOTE}/src/a.c`],
    ['file:///devcloud/slavespace/usr1/7f3a/job/src/a.c'],
    ['./src/a.c'],
    ['***//src/a.c'],
    ['../../src/a.c'],
    ['C:\\agent\\job\\src\\a.c'],
    ['src/sub/../a.c'],
  ])('has the file that %s means', (path) => {
    expect(locate(['src/a.c'], path)).toBe('src/a.c')
  })

  it.each([
    [`${REMOTE}/src/b.c`],
    ['/usr/include/src/a.c'],
    [`${REMOTE}/node_modules/x/src/a.c`],
    ['..'],
    ['/'],
    ['src'],
    ['src/a.c\u0000.png'],
  ])('has no file for %s', (path) => {
    expect(locate(['src/a.c'], path)).toBeUndefined()
  })

  it('finds a path relative to a module only where one file ends so', () => {
    expect(locate(['server/src/a.c', 'b.c'], 'src/a.c')).toBe('server/src/a.c')
    expect(locate(['server/src/a.c', 'client/src/a.c'], 'src/a.c')).toBeUndefined()
    expect(locate(['app/src/test/java/shop/CartTest.java'], 'shop/CartTest.java', true)).toBe(
      'app/src/test/java/shop/CartTest.java',
    )
  })

  it('follows no symbolic link that leads out', () => {
    const outside = project(['secret.c'], false)
    const inside = project(['a.c'])
    symlinkSync(join(outside.folder, 'secret.c'), join(inside.folder, 'link.c'))
    symlinkSync(outside.folder, join(inside.folder, 'folder'))
    const tree = sourceTree(inside.folder)
    expect(meant(tree.locate({ path: 'link.c', line: 1 }, []))).toBeUndefined()
    expect(meant(tree.locate({ path: 'folder/secret.c', line: 1 }, []))).toBeUndefined()
  })

  it('may stand in a folder of the workspace, and paths are relative to it', () => {
    const { folder } = project(['app/src/a.c'], false)
    mkdirSync(join(folder, 'app', '.git'))
    const path = `${REMOTE}/src/a.c`
    expect(meant(sourceTree(folder).locate({ path, line: 1 }, []))).toBe('src/a.c')
  })
})

describe('a workspace without a checkout', () => {
  it.each([
    ['src/a.c', 'src/a.c'],
    ['./src/a.c', 'src/a.c'],
    ['***/src/a.c', 'src/a.c'],
    [`${REMOTE}/src/a.c`, 'src/a.c'],
    ['/elsewhere/a.c', undefined],
    ['localhost.com', undefined],
  ])('reads %s by its form', (path, file) => {
    const { folder } = project(['build.log'], false)
    const tree = sourceTree(folder, [join(folder, 'build.log')])
    expect(meant(tree.locate({ path, line: 1 }, []))).toBe(file)
  })
})
