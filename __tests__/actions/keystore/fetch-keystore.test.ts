import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { fetchKeystore } from '../../../src/actions/keystore/fetch-keystore.js'
import { keystoreInputs } from '../../../src/actions/keystore/inputs.js'
import type { KeystoreOutput } from '../../../src/actions/keystore/outputs.js'
import { readActionInputs } from '../../../src/actions/read-action-inputs.js'
import { systemClock } from '../../../src/core/system-clock.js'
import { capturedAt } from '../../findings/captured.js'
import { type StateFile, stateFile } from '../../github/runner/state-file.js'
import { CREDENTIALS, DOMAIN_ID, type Simulator, startSimulator } from '../../simulator/index.js'
import { contextOf } from '../test-context.js'

/** Text, so that any form of it that a step might show can be looked for. */
const KEYSTORE = 'the bytes of the keystore, which nobody may read'

let simulator: Simulator
let state: StateFile
let folder = ''

beforeEach(async () => {
  simulator = await startSimulator()
  state = stateFile()
  folder = mkdtempSync(join(tmpdir(), 'keystore-'))
})

afterEach(async () => {
  state.close()
  await simulator.close()
  expect(simulator.problems).toEqual([])
})

/** What the step did, with everything that it tells. */
async function fetched() {
  const outputs = new Map<KeystoreOutput, string>()
  const { console, text } = capturedAt(() => 0)
  const env = {
    RUNNER_TEMP: folder,
    INPUT_REGION: 'cn-north-4',
    INPUT_ENDPOINT: simulator.url,
    'INPUT_ACCESS-KEY-ID': CREDENTIALS.accessKeyId,
    'INPUT_SECRET-ACCESS-KEY': CREDENTIALS.secretAccessKey,
    'INPUT_FILE-NAME': 'release.jks',
  }
  const cancel = new AbortController().signal
  const context = contextOf({ env, console, clock: systemClock, cancel, outputs })
  const { config } = readActionInputs(keystoreInputs, context)
  if (config === undefined) throw new Error(text())
  await fetchKeystore(config, context)
  return { outputs: Object.fromEntries(outputs), told: text() + JSON.stringify(state.forPost()) }
}

describe('A keystore that is fetched', () => {
  it('stands in its file, for its owner alone, and nowhere else', async () => {
    simulator.keystores.add({
      name: 'release.jks',
      bytes: Buffer.from(KEYSTORE),
      domainId: DOMAIN_ID,
    })
    const { outputs, told } = await fetched()
    const path = join(folder, 'release.jks')
    expect(readFileSync(path, 'utf8')).toBe(KEYSTORE)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(outputs).toEqual({
      path,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      size: String(KEYSTORE.length),
      status: 'written',
    })
    const shown = told + JSON.stringify(outputs)
    for (const encoding of ['utf8', 'base64', 'hex'] as const) {
      expect(shown).not.toContain(Buffer.from(KEYSTORE).toString(encoding).slice(0, 16))
    }
  })

  it('is not there where the service has none', async () => {
    await expect(fetched()).rejects.toMatchObject({ code: 'not-found' })
  })
})
