import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  CREDENTIALS,
  DOMAIN_ID,
  fault,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import type { ActionResult } from '../support/action-process.js'
import { BundledAction } from '../support/bundled-action.js'
import { closedAfterEach } from '../support/closing.js'

const NAME = 'android.jks'
const OTHER_DOMAIN = '0'.repeat(32)
/** As a keystore is: bytes that are no text, and a line that is. */
const BYTES = Buffer.concat([randomBytes(2_000), Buffer.from('\nprivate-key-of-the-shop-app\n')])

const kept = closedAfterEach<BundledAction<Simulator>>()
let bundle: BundledAction<Simulator>
let simulator: Simulator
let workspace: string
let temp: string

beforeEach(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'keystore-'))
  temp = join(workspace, 'temp')
  mkdirSync(temp)
  await served()
})

afterEach(() => rmSync(workspace, { recursive: true, force: true }))

async function served(options: SimulatorOptions = {}): Promise<void> {
  simulator = await startSimulator(options)
  simulator.keystores.add({ name: `old-${NAME}`, bytes: Buffer.from('old'), domainId: DOMAIN_ID })
  simulator.keystores.add({ name: NAME, bytes: BYTES, domainId: DOMAIN_ID })
  const inputs = {
    endpoint: simulator.url,
    'file-name': NAME,
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
  }
  const env = { RUNNER_TEMP: temp }
  bundle = kept(new BundledAction(simulator, { action: 'keystore', workspace, env, inputs }))
}

type Inputs = Readonly<Record<string, string>>

const main = (inputs: Inputs = {}): Promise<ActionResult> => bundle.main({ inputs })
const post = (from: ActionResult): Promise<ActionResult> => bundle.post(from)
const written = (): readonly string[] => readdirSync(temp)

describe('The keystore action', () => {
  it('writes the file for its owner alone, and post deletes it', async () => {
    const result = await main()
    const path = join(temp, NAME)
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: {
        status: 'written',
        path,
        size: String(BYTES.length),
        sha256: createHash('sha256').update(BYTES).digest('hex'),
      },
    })
    expect(readFileSync(path).equals(BYTES)).toBe(true)
    expect(lstatSync(path).mode & 0o777).toBe(0o600)
    expect(written()).toEqual([NAME])
    const cleaned = await post(result)
    expect(cleaned).toMatchObject({ exitCode: 0, stdout: `Deleted the keystore at ${path}.\n` })
    expect(written()).toEqual([])
    expect(simulator.problems).toEqual([])
  })

  it('shows the bytes nowhere else', async () => {
    const { stdout, stderr, summary, outputs, state } = await main()
    const shown = [stdout, stderr, summary, JSON.stringify(outputs), JSON.stringify(state)].join()
    expect(shown).not.toContain('private-key')
    expect(shown).not.toContain(BYTES.toString('base64').slice(0, 40))
    expect(shown).not.toContain(CREDENTIALS.secretAccessKey + '"')
    expect(Object.keys(state)).toEqual(['keystore'])
  })

  it('leaves the file where keep is true', async () => {
    const result = await main({ keep: 'true', path: 'signing/app.jks' })
    expect(result.outputs['path']).toBe(join(workspace, 'signing', 'app.jks'))
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(readFileSync(join(workspace, 'signing', 'app.jks')).equals(BYTES)).toBe(true)
  })

  it('replaces a regular file, and post leaves what somebody wrote there since', async () => {
    writeFileSync(join(temp, NAME), 'old', { mode: 0o644 })
    const result = await main()
    expect(lstatSync(join(temp, NAME)).mode & 0o777).toBe(0o600)
    writeFileSync(join(temp, NAME), 'mine')
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(readFileSync(join(temp, NAME), 'utf8')).toBe('mine')
  })

  it('finds the file on the second page, by its exact name', async () => {
    for (let n = 0; n < 120; n += 1) {
      const name = `${NAME}.${n}`
      simulator.keystores.add({ name, bytes: Buffer.from(name), domainId: DOMAIN_ID })
    }
    simulator.keystores.add({ name: `z-${NAME}`, bytes: BYTES, domainId: DOMAIN_ID })
    expect(await main({ 'file-name': `z-${NAME}` })).toMatchObject({ exitCode: 0 })
    expect(await main({ 'file-name': NAME })).toMatchObject({ exitCode: 0 })
    expect(simulator.problems).toEqual([])
  })
})

describe('A keystore that is not there', () => {
  it('is not-found, with the names that are near', async () => {
    const result = await main({ 'file-name': 'andriod.jks' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-found' } })
    expect(result.stdout).toContain(`named "andriod.jks". Most similar: ${NAME}, old-${NAME}.`)
    expect(written()).toEqual([])
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it('asks for domain-id where several accounts share the name', async () => {
    simulator.keystores.add({ name: NAME, bytes: Buffer.from('b'), domainId: OTHER_DOMAIN })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(result.stdout).toContain(DOMAIN_ID)
    expect(result.stdout).toContain(OTHER_DOMAIN)
    expect(await main({ 'domain-id': OTHER_DOMAIN })).toMatchObject({ outputs: { size: '1' } })
  })

  it('says whose the file is where domain-id is wrong', async () => {
    const result = await main({ 'domain-id': OTHER_DOMAIN })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-found' } })
    expect(result.stdout).toContain(`it belongs to ${DOMAIN_ID} (account-6002)`)
  })
})

describe('Where calls are not published', () => {
  it('falls back on the older download', async () => {
    await served({ offers: { keystores: ['list', 'v3'] } })
    expect(await main()).toMatchObject({ exitCode: 0 })
    expect(simulator.requests.at(-1)?.query).toEqual({ file_name: NAME, domain_id: DOMAIN_ID })
  })

  it('needs domain-id without a list', async () => {
    await served({ offers: { keystores: ['v2', 'v3'] } })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(result.stdout).toContain('Set domain-id')
    expect(await main({ 'domain-id': DOMAIN_ID })).toMatchObject({ exitCode: 0 })
    expect(simulator.problems).toEqual([])
  })
})

describe('An answer that is no keystore', () => {
  it.each([
    ['a refusal with 200', { error_code: 'CB.00060203', error_msg: 'Invalid file name.' }, 'CB.00060203'],
    ['an error in words', { error: 'no such keystore', status: 'success' }, 'no such keystore'],
    ['an error as an object', { error: { code: 'DEV.CB.1', message: 'gone' } }, 'gone (HTTP 200, DEV.CB.1)'],
  ])('is refused: %s', async (_what, body, said) => {
    simulator.faults.add({ route: 'keystore', call: 'every', fault: fault.status(200, body) })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(result.stdout).toContain(said)
    expect(written()).toEqual([])
  })

  it('is refused when empty, and when larger than any keystore', async () => {
    simulator.keystores.add({ name: 'empty.jks', bytes: Buffer.alloc(0), domainId: DOMAIN_ID })
    simulator.keystores.add({ name: 'big.jks', bytes: randomBytes(1_000_001), domainId: DOMAIN_ID })
    expect((await main({ 'file-name': 'empty.jks' })).stdout).toContain('with an empty file')
    expect((await main({ 'file-name': 'big.jks' })).stdout).toContain('more than 1000000 bytes')
    expect(written()).toEqual([])
  })

  it('is asked for again when it is a page of a proxy, cut, or trouble', async () => {
    simulator.faults.add({ route: 'keystore', call: 1, fault: fault.html(200) })
    simulator.faults.add({ route: 'keystore', call: 2, fault: fault.reset('inside-body') })
    simulator.faults.add({ route: 'keystore-list', call: 1, fault: fault.status(503) })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 0, outputs: { size: String(BYTES.length) } })
    expect(result.stdout).toContain('::warning::')
  })

  it('may be a file of JSON or HTML by its name', async () => {
    const [json, html] = ['{"error": null, "proxies": []}', '<html><body>Terms</body></html>']
    const add = (name: string, text: string, type: string): string =>
      simulator.keystores.add({ name, bytes: Buffer.from(text), domainId: DOMAIN_ID, type })
    add('settings.json', json, 'application/json')
    add('terms.html', html, 'text/html')
    expect(await main({ 'file-name': 'settings.json' })).toMatchObject({ exitCode: 0 })
    expect(await main({ 'file-name': 'terms.html' })).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(temp, 'terms.html'), 'utf8')).toBe(html)
  })

  it('names the right that is missing', async () => {
    const file = { name: 'locked.jks', bytes: BYTES, domainId: DOMAIN_ID, usage: false }
    simulator.keystores.add(file)
    const result = await main({ 'file-name': 'locked.jks' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(result.stdout).toContain('Give this account the right to use the file')
  })
})

describe('A place that is not free', () => {
  it.each([
    ['a link', (path: string) => symlinkSync(join(workspace, 'elsewhere'), path)],
    ['a link to a file', (path: string) => symlinkSync(import.meta.filename, path)],
    ['a folder', (path: string) => mkdirSync(path)],
  ])('is refused before any request: %s', async (_what, take) => {
    take(join(temp, NAME))
    const result = await main()
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain('is taken by')
    expect(simulator.requests).toEqual([])
    expect(existsSync(join(workspace, 'elsewhere'))).toBe(false)
  })

  it.each(['../out.jks', '/etc/out.jks', '.', 'away/out.jks'])('is refused: %s', async (path) => {
    symlinkSync(tmpdir(), join(workspace, 'away'))
    const result = await main({ path })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain('must name a file inside the workspace or RUNNER_TEMP')
    expect(simulator.requests).toEqual([])
  })

  it.each(['.git/config', 'sub/.GIT/hooks/pre-commit', 'to-git/config'])(
    'is refused inside .git: %s',
    async (path) => {
      mkdirSync(join(workspace, '.git'))
      writeFileSync(join(workspace, '.git', 'config'), '[core]')
      symlinkSync('.git', join(workspace, 'to-git'))
      const result = await main({ path })
      expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
      expect(result.stdout).toContain('it must not be inside .git')
      expect(readFileSync(join(workspace, '.git', 'config'), 'utf8')).toBe('[core]')
    },
  )

  it('tells all that is wrong at once', async () => {
    const { stdout } = await main({ 'file-name': '../a.jks', 'domain-id': 'x', keep: 'maybe' })
    expect(stdout.match(/^::error::/gm)).toHaveLength(3)
  })
})

describe('A step that is ended early', () => {
  it('is failed when cancelled, and writes nothing', async () => {
    simulator.faults.add({ route: 'keystore', call: 1, fault: fault.stall() })
    const process = bundle.start()
    while (simulator.requests.length < 2) await new Promise((r) => setTimeout(r, 5))
    process.child.kill('SIGINT')
    const result = await process.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(result.stdout).toContain('Cancelled before the keystore was written.')
    expect(written()).toEqual([])
  })

  it('leaves to post what a killed main step wrote, its temporary file too', async () => {
    const result = await main()
    const { temporary } = JSON.parse(result.state['keystore'] ?? '{}') as { temporary: string }
    writeFileSync(join(temp, temporary), BYTES.subarray(0, 100))
    writeFileSync(join(temp, '.keystore-of-somebody.part'), 'theirs')
    expect(await post(result)).toMatchObject({ exitCode: 0 })
    expect(written()).toEqual(['.keystore-of-somebody.part'])
  })

  it('does nothing in post for a link or a state that lead elsewhere', async () => {
    const result = await main()
    const copy = join(workspace, 'copy')
    writeFileSync(copy, BYTES)
    rmSync(join(temp, NAME))
    symlinkSync(copy, join(temp, NAME))
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(existsSync(copy)).toBe(true)
    const forged = { ...result, state: { keystore: '{"v":1,"left":"file","path":"/etc/passwd"}' } }
    expect(await post(forged)).toMatchObject({ exitCode: 1 })
  })
})
