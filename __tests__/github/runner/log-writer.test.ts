import { PassThrough, Writable } from 'node:stream'
import { buildLogFormat } from '../../../src/clouds/huawei/codearts-build/log-format.js'
import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fast-check.js'
import { Console } from '../../../src/github/runner/console.js'
import { LineFeed } from '../../../src/log/line-feed.js'
import { LogWriter } from '../../../src/github/runner/log-writer.js'
import { WORDS } from '../../support/fake-backend.js'
import { captured } from '../../findings/captured.js'
import { runnerCommands } from './runner-commands.js'

const STAMP = '[2026/09/10 19:09:19.922 GMT+08:00] '
const STAMPS = [STAMP, '[Sep 14, 2026 02:29:37.820 GMT+08:00] ']

async function printed(chunks: readonly (string | Uint8Array)[], timestamps = true) {
  const { console, text } = captured()
  const feed = new LineFeed([
    new LogWriter(console, { timestamps, format: buildLogFormat, words: WORDS }),
  ])
  for (const chunk of chunks) await feed.write(Buffer.from(chunk))
  await feed.close()
  return text()
}

const withoutGroups = (text: string) => text.replaceAll(/^::(?:group::.*|endgroup::)\n/gm, '')

function cutAt(bytes: Buffer, cuts: readonly number[]) {
  const places = [
    0,
    ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ]
  return places.slice(1).map((to, index) => bytes.subarray(places[index], to))
}

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '::error::x',
    ' \x85::set-env name=A::b',
    'a ##[group]b',
    'p\r::save-state::',
    '',
    '\r',
    '错误😀',
  ),
  fc.constantFrom(...STAMPS).map((stamp) => `${stamp}[INFO] [a:b c:plugin] : text`),
)

describe('LogWriter', () => {
  it('prints every byte once and in order, however the log is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(2_000)), async (lines, cuts) => {
        const log = `${lines.join('\n')}\n`
        const text = withoutGroups(await printed(cutAt(Buffer.from(log), cuts)))
        expect(text.replaceAll('\\', '')).toBe(Buffer.from(log).toString().replaceAll('\\', ''))
        expect(text).toBe(withoutGroups(await printed([log])))
      }),
    )
  })

  it('lets the runner see no command but its own groups', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.boolean(), async (lines, timestamps) => {
        const text = await printed([lines.join('\n')], timestamps)
        expect(runnerCommands(text).filter((each) => !/^::(end)?group::/.test(each))).toEqual([])
        expect(runnerCommands(withoutGroups(text))).toEqual([])
      }),
    )
  })

  it('closes the open group before a line of ours, and opens it again for the next of the log', async () => {
    const { console, text } = captured()
    const writer = new LogWriter(console, {
      timestamps: true,
      format: buildLogFormat,
      words: WORDS,
    })
    const feed = new LineFeed([writer])
    const mark = '[INFO] [Compile:shell] : begins\n'
    await feed.write(Buffer.from(`${mark}one\n`))
    console.line('Ours.')
    console.annotate('warning', 'Ours, too.')
    await feed.write(Buffer.from('two\n'))
    await feed.close()
    console.line('The end.')
    expect(text()).toBe(
      [
        `::group::Compile\n${mark}one\n::endgroup::`,
        'Ours.',
        '::warning::Ours, too.',
        '::group::Compile\ntwo\n::endgroup::',
        'The end.\n',
      ].join('\n'),
    )
  })

  it('keeps the rest of a very long line inside the group, too', async () => {
    const { console, text } = captured()
    const feed = new LineFeed([
      new LogWriter(console, { timestamps: true, format: buildLogFormat, words: WORDS }),
    ])
    await feed.write(Buffer.alloc(200_000, 'x'))
    console.line('Ours.')
    await feed.write(Buffer.alloc(200_000, 'x'))
    await feed.close()
    const outside = text().replaceAll(/::group::Build log\n(?:x+\n)*::endgroup::\n/g, '')
    expect(outside).toBe('Ours.\n')
  })

  it('folds lines by the step that their marks name', async () => {
    const mark = (step: string) => `${STAMP}[INFO] [${step}:external_maven_1] : begins`
    const log = [
      `${STAMP}prepare`,
      mark('Maven构建'),
      `${STAMP}[WARNING] no mark`,
      mark('Maven构建'),
      mark('a: [b]/c; d ##[error]100%'),
      'Finished: SUCCESS',
    ]
    const groups = (await printed([log.join('\n')]))
      .split('\n')
      .filter((each) => each.startsWith('::'))
    expect(groups).toEqual([
      '::group::Build log',
      '::endgroup::',
      '::group::Maven构建',
      '::endgroup::',
      '::group::a: [b]/c; d ##\\[error]100%25',
      '::endgroup::',
    ])
  })

  it.each(STAMPS)('drops the stamp %s when asked, and what it hid becomes inert', async (stamp) => {
    const text = await printed(
      [`${stamp}plain\n${stamp}::error::x\nno stamp ${stamp}\n${stamp}`],
      false,
    )
    expect(withoutGroups(text)).toBe(`plain\n\\::error::x\nno stamp ${stamp}\n\n`)
  })

  it('replaces what is no UTF-8 and keeps characters whole between chunks', async () => {
    const bytes = Buffer.from('错😀')
    const chunks = [...bytes].map((byte) => Buffer.from([byte]))
    expect(withoutGroups(await printed([...chunks, Buffer.from([0xff, 0x0a])]))).toBe(
      '错😀\ufffd\n',
    )
  })

  it.each([100_000, 300_000])('wraps a line of %d units as it comes', async (length) => {
    const long = '错x::##[y]'.repeat(length / 10)
    const text = withoutGroups(
      await printed(cutAt(Buffer.from(`${long}\nnext\n`), [70_005, 140_009])),
    )
    const lines = text.split('\n')
    expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(4_000)
    expect(runnerCommands(text)).toEqual([])
    expect(lines.slice(0, -2).join('').replaceAll('\\', '')).toBe(long)
    expect(lines.at(-2)).toBe('next')
  })

  it('wraps a plain line that comes at once', async () => {
    const lines = withoutGroups(await printed([`${'x'.repeat(5_000)}\n`])).split('\n')
    expect(lines.map((each) => each.length)).toEqual([3_000, 2_000, 0])
  })

  it('sees neither stamp nor mark where an endless line goes on', async () => {
    const inside = `${STAMP}[INFO] [step:plugin] : `
    const long = 'x'.repeat(63_000) + inside + 'y'.repeat(3_000 - inside.length)
    const text = await printed([long, '\n'], false)
    expect(text.match(/::group::.*/g)).toEqual(['::group::Build log'])
    expect(withoutGroups(text).replaceAll('\n', '')).toBe(long)
  })

  it('prints nothing for nothing', async () => {
    expect(await printed([])).toBe('')
  })

  it('waits for a slow reader', async () => {
    const out = new PassThrough({ highWaterMark: 16 })
    const feed = new LineFeed([
      new LogWriter(new Console(out, () => 0), {
        timestamps: true,
        format: buildLogFormat,
        words: WORDS,
      }),
    ])
    let done = false
    const writing = feed.write(Buffer.from(`${'x'.repeat(100)}\n`)).then(() => (done = true))
    await new Promise(setImmediate)
    expect(done).toBe(false)
    out.resume()
    await writing
    expect(out.writableLength).toBe(0)
  })

  it('goes on without output when nobody reads any more', async () => {
    const out = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
      highWaterMark: 1,
    })
    const console = new Console(out, () => 0)
    const feed = new LineFeed([
      new LogWriter(console, { timestamps: true, format: buildLogFormat, words: WORDS }),
    ])
    await feed.write(Buffer.from('a\n'))
    await feed.write(Buffer.from('b\n'))
    console.line('c')
    await expect(feed.close()).resolves.toBeUndefined()
  })
})

/** What the runner makes of its masks: a secret that stands whole in a line becomes stars there. */
const maskedByRunner = (text: string, secret: string) => text.replaceAll(secret, '***')

describe('A secret in a line of the log', () => {
  const secret = 'correct-horse-battery-staple'

  async function shown(chunks: readonly string[], ...secrets: readonly string[]) {
    const { console, text } = captured()
    for (const value of secrets) console.secrets.add(value)
    const writer = new LogWriter(console, {
      timestamps: true,
      format: buildLogFormat,
      words: WORDS,
    })
    const feed = new LineFeed([writer])
    for (const chunk of chunks) await feed.write(Buffer.from(chunk))
    await feed.close()
    return maskedByRunner(text(), secret)
  }

  it.each([2_980, 2_990, 3_000, 5_990, 65_520, 65_530, 65_540, 131_060])(
    'is shown in no halves where a line of 200,000 characters is cut: at %d',
    async (at) => {
      const line = `${'-'.repeat(at)}${secret}${'-'.repeat(200_000 - at)}\n`
      for (const pieces of [[line], [line.slice(0, at + 5), line.slice(at + 5)]]) {
        const text = await shown(pieces, secret)
        expect(text.match(/[a-z*]+/g)).toEqual(['group', 'uild', 'log', '***', 'endgroup'])
      }
    },
  )

  it('is starred where a mark would hide it from the runner', async () => {
    const odd = 'pass##[word'
    const text = await shown([`a ${odd} b\n::${odd}\n`, `:odd:${odd}\n`], odd, '::secret')
    expect(text.split('\n').slice(1, 4)).toEqual(['a *** b', '\\::***', ':odd:***'])
    expect(await shown(['::secret\n'], '::secret')).toContain('\n***\n')
  })

  it('is left to the runner in every other line, which appears as it is', async () => {
    const { console, text } = captured()
    console.secrets.add(secret)
    const writer = new LogWriter(console, {
      timestamps: true,
      format: buildLogFormat,
      words: WORDS,
    })
    const feed = new LineFeed([writer])
    await feed.write(Buffer.from(`a ${secret} b\n`))
    expect(text()).toContain(`a ${secret} b\n`)
  })
})
