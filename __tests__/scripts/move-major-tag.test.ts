import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'move-major-tag.sh')
const AUTHOR = ['-c', 'user.name=test', '-c', 'user.email=test@example.com']

let folder = ''
/** What the workflow has checked out, and what users read. */
let checkout = ''
let origin = ''
let elsewhere = ''

function git(where: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', where, ...AUTHOR, ...args], { encoding: 'utf8' }).trim()
}

function commit(name: string): string {
  git(elsewhere, 'commit', '--quiet', '--allow-empty', '-m', name)
  return git(elsewhere, 'rev-parse', 'HEAD')
}

function release(version: string, at: string): void {
  git(elsewhere, 'tag', version, at)
  git(elsewhere, 'push', '--quiet', '--force', 'origin', version)
  git(checkout, 'fetch', '--quiet', '--tags', 'origin')
}

/** Runs the script; what `v1` is at, for users, afterwards. */
function moved(tag: string, to: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, tag, to], {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...env },
  })
  const at = spawnSync('git', ['-C', origin, 'rev-parse', '--verify', '--quiet', 'v1^{commit}'])
  return { status, said: stdout + stderr, v1: String(at.stdout).trim() }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  ;[origin, elsewhere, checkout] = ['origin', 'elsewhere', 'checkout'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  execFileSync('git', ['clone', '--quiet', origin, elsewhere], { stdio: 'ignore' })
  execFileSync('git', ['clone', '--quiet', origin, checkout], { stdio: 'ignore' })
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('The tag that users pin a major version by', () => {
  it('is made by the first release', () => {
    const first = commit('first')
    release('v1.0.0', first)
    expect(moved('v1.0.0', first)).toEqual({
      status: 0,
      said: `v1 is v1.0.0 (${first}).\n`,
      v1: first,
    })
  })

  it('moves forward with a later release, and a release that runs again leaves it there', () => {
    const first = commit('first')
    release('v1.0.0', first)
    moved('v1.0.0', first)
    const second = commit('second')
    release('v1.0.1', second)
    expect(moved('v1.0.1', second)).toMatchObject({ status: 0, v1: second })
    expect(moved('v1.0.1', second)).toMatchObject({ status: 0, v1: second })
  })

  it('moves from an annotated tag as well', () => {
    const first = commit('first')
    git(elsewhere, 'tag', '-a', '-m', 'v1', 'v1', first)
    git(elsewhere, 'push', '--quiet', 'origin', 'v1')
    const second = commit('second')
    release('v1.0.1', second)
    expect(moved('v1.0.1', second)).toMatchObject({ status: 0, v1: second })
  })

  it('never moves back', () => {
    const first = commit('first')
    const second = commit('second')
    release('v1.0.1', second)
    moved('v1.0.1', second)
    release('v1.0.2', first)
    const result = moved('v1.0.2', first)
    expect(result).toMatchObject({ status: 1, v1: second })
    expect(result.said).toContain('moves forward only')
  })

  it('never moves aside, to a commit that the last release is not part of', () => {
    const first = commit('first')
    const second = commit('second')
    release('v1.0.1', second)
    moved('v1.0.1', second)
    git(elsewhere, 'reset', '--quiet', '--hard', first)
    const other = commit('other')
    release('v1.0.2', other)
    expect(moved('v1.0.2', other)).toMatchObject({ status: 1, v1: second })
  })

  it('never moves to a commit that was not the checked one', () => {
    const first = commit('first')
    release('v1.0.0', first)
    const second = commit('second')
    const result = moved('v1.0.0', second)
    expect(result).toMatchObject({ status: 1, v1: '' })
    expect(result.said).toContain('has moved since it was checked')
  })

  it('sees a tag that was moved at the origin after the check', () => {
    const first = commit('first')
    release('v1.0.0', first)
    const second = commit('second')
    git(elsewhere, 'tag', '--force', 'v1.0.0', second)
    git(elsewhere, 'push', '--quiet', '--force', 'origin', 'v1.0.0')
    const result = moved('v1.0.0', first)
    expect(result).toMatchObject({ status: 1, v1: '' })
    expect(result.said).toContain('has moved since it was checked')
  })

  it('is left where somebody else put it meanwhile', () => {
    const first = commit('first')
    release('v1.0.0', first)
    moved('v1.0.0', first)
    const [second, third] = [commit('second'), commit('third')]
    release('v1.0.1', second)
    git(elsewhere, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
    // The push of another release comes between the look at the tag and this push.
    const push = `git -C ${origin} update-ref refs/tags/v1 ${third}`
    const helper = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath' }
    const hooks = join(folder, 'hooks')
    execFileSync('bash', [
      '-c',
      `mkdir ${hooks} && printf '#!/bin/sh\\n%s\\n' '${push}' > ${hooks}/pre-push && chmod +x ${hooks}/pre-push`,
    ])
    expect(moved('v1.0.1', second, { ...helper, GIT_CONFIG_VALUE_0: hooks })).toMatchObject({
      status: 1,
      v1: third,
    })
  })

  it.each(['v1', 'v1.0', '1.0.0', 'v1.0.0-rc.1', '--delete'])('is not moved by %s', (tag) => {
    const first = commit('first')
    release('v1.0.0', first)
    const result = moved(tag, first)
    expect(result).toMatchObject({ status: 1, v1: '' })
    expect(result.said).toContain('is no version')
  })
})
