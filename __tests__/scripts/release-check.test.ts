import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'

const WORKFLOW = join(import.meta.dirname, '..', '..', '.github', 'workflows', 'release.yml')
const AUTHOR = ['-c', 'user.name=test', '-c', 'user.email=test@example.com']

interface Workflow {
  readonly jobs: { readonly check: { readonly steps: readonly Step[] } }
}

interface Step {
  readonly name?: string
  readonly run?: string
}

const { jobs } = parse(readFileSync(WORKFLOW, 'utf8')) as Workflow
const CHECK = jobs.check.steps.find(({ name }) => name?.startsWith('The tag is the version'))?.run

let folder = ''
let checkout = ''

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', checkout, ...AUTHOR, ...args], { encoding: 'utf8' }).trim()
}

function commit(version: string): void {
  writeFileSync(join(checkout, 'package.json'), JSON.stringify({ version }))
  git('add', '.')
  git('commit', '--quiet', '-m', version)
}

/** Runs the step of the release where `tag` is checked out, as the runner does; whether it passes. */
function passes(tag: string): boolean {
  const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', CHECK ?? 'false'], {
    cwd: checkout,
    env: { ...process.env, TAG: tag },
  })
  return status === 0
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-check-'))
  const origin = join(folder, 'origin')
  checkout = join(folder, 'checkout')
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  execFileSync('git', ['clone', '--quiet', origin, checkout], { stdio: 'ignore' })
  commit('1.0.0')
  git('push', '--quiet', 'origin', 'HEAD:refs/heads/main')
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('What is released', () => {
  it('is on main, and its version is that of its tag', () => {
    expect(passes('v1.0.0')).toBe(true)
    expect(passes('v1.0.1')).toBe(false)
  })

  it('is nothing else, whatever tags and branches of other names there are', () => {
    git('checkout', '--quiet', '-b', 'aside')
    commit('1.0.1')
    expect(passes('v1.0.1')).toBe(false)
    for (const name of ['origin/main', 'main', 'HEAD', 'refs/remotes/origin/main']) {
      git('update-ref', `refs/tags/${name}`, 'refs/heads/aside')
      git('update-ref', `refs/heads/${name === 'HEAD' ? 'head' : name}`, 'refs/heads/aside')
    }
    expect(passes('v1.0.1')).toBe(false)
  })
})
