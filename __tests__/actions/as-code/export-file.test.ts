import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from '@jest/globals'
import {
  exportPlace,
  type Exported,
  writeExport,
} from '../../../src/actions/as-code/export-file.js'
import { capturedAt } from '../../findings/captured.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { contextOf } from '../test-context.js'

const TEXT = 'version: 1\n'

let workspace = ''
const outputs = new Map<'file', string>()
let shown: () => string = () => ''

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'export-'))
  outputs.clear()
})

const place = (name: string) => exportPlace('task', name, { GITHUB_WORKSPACE: workspace })

async function write(name: string, more: Partial<Exported> = {}): Promise<void> {
  const clock = new VirtualClock()
  const { console, text } = capturedAt(() => clock.now())
  shown = text
  const context = contextOf({ console, clock, cancel: new AbortController().signal, outputs })
  const exported: Exported = {
    kind: 'task',
    file: place(name),
    view: {},
    text: TEXT,
    isOwn: (there) => there.startsWith('version'),
    check: () => ({ problems: [], paths: [] }),
    ...more,
  }
  await writeExport(exported, context)
}

const read = (name: string): string => readFileSync(join(workspace, name), 'utf8')

describe('An exported file', () => {
  it('is written into new folders, and named as an output', async () => {
    await write('tasks/shop.yml')
    expect([read('tasks/shop.yml'), shown()]).toEqual([TEXT, ''])
    expect(outputs.get('file')).toBe(join(workspace, 'tasks/shop.yml'))
  })

  it('replaces its own definition alone', async () => {
    writeFileSync(join(workspace, 'own.yml'), 'version: 1 # older\n')
    await write('own.yml')
    expect(read('own.yml')).toBe(TEXT)
    writeFileSync(join(workspace, 'README.md'), 'Read me.\n')
    await expect(write('README.md')).rejects.toMatchObject({
      code: 'bad-input',
      message: 'Input file is "README.md": it exists and is no definition of this task.',
    })
    expect(read('README.md')).toBe('Read me.\n')
    expect(outputs.get('file')).toBe(join(workspace, 'own.yml'))
  })

  it('is never outside the workspace, a link or a folder', async () => {
    mkdirSync(join(workspace, 'folder'))
    symlinkSync('/tmp', join(workspace, 'link'))
    expect(() => place('../x')).toThrow('must lie inside the workspace')
    expect(() => place('link/x')).toThrow('has a link in its path')
    await expect(write('folder')).rejects.toThrow('Input file is "folder": it ')
  })

  it('checks itself: what a reader refuses, what an apply would change, and what looks like a secret', async () => {
    await write('shop.yml', {
      view: { steps: [{ with: { apiToken: 'x' } }] },
      check: (text) => ({
        problems: [
          { path: 'task.name', place: { line: 1, column: 1 }, message: `Bad in ${text.trim()}.` },
        ],
        paths: ['task.raw.x'],
      }),
    })
    expect(shown().trimEnd().split('\n')).toEqual([
      '::warning::The written file cannot be read as it is: task.name: Bad in version: 1.',
      '::warning::An apply of the written file would change task.raw.x.',
      expect.stringMatching(/^::warning::task\.steps\[0\]\.with\.apiToken looks like a secret/),
    ])
    expect(read('shop.yml')).toBe(TEXT)
  })

  it('warns of twenty differences at most', async () => {
    const paths = Array.from({ length: 50 }, (_, at) => `task.raw.x${at}`)
    await write('shop.yml', { check: () => ({ problems: [], paths }) })
    expect(shown().match(/^::warning::/gm)).toHaveLength(20)
  })
})
