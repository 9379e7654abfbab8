import { describe, expect, it } from '@jest/globals'
import { holdsPackages, type Lockfile } from '../../scripts/installed-packages.mjs'

const LOCK: Lockfile = {
  packages: {
    '': { version: '1.0.0' },
    'third_party/own': { version: '1.0.0' },
    'node_modules/own': { link: true },
    'node_modules/yaml': { version: '2.9.1', integrity: 'sha512-a' },
    'node_modules/only-on-a-mac': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
}

/** What npm wrote into node_modules, with one package otherwise. */
function installed(changed: Lockfile['packages'] = {}): Lockfile {
  return { packages: { ...without('node_modules/only-on-a-mac'), ...changed } }
}

function without(path: string): Lockfile['packages'] {
  return Object.fromEntries(Object.entries(LOCK.packages).filter(([name]) => name !== path))
}

describe('What node_modules holds', () => {
  it('is what the lockfile names, without the packages of other platforms', () => {
    expect(holdsPackages(LOCK, installed())).toBe(true)
  })

  it('may be more', () => {
    const more = { 'node_modules/left-over': { version: '1.0.0' } }
    expect(holdsPackages(LOCK, installed(more))).toBe(true)
  })

  it.each<[string, Lockfile['packages']]>([
    ['another version', { 'node_modules/yaml': { version: '2.9.0', integrity: 'sha512-a' } }],
    ['other bytes', { 'node_modules/yaml': { version: '2.9.1', integrity: 'sha512-x' } }],
    ['a copy instead of a link', { 'node_modules/own': { version: '1.0.0' } }],
  ])('is not with %s', (_what, changed) => {
    expect(holdsPackages(LOCK, installed(changed))).toBe(false)
  })

  it('is not when a package is missing', () => {
    expect(holdsPackages(LOCK, { packages: without('node_modules/yaml') })).toBe(false)
  })
})
