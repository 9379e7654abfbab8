import { describe, expect, it } from '@jest/globals'
import { build, type SimulatorOptions } from '../simulator/index.js'
import { JOB_ID } from '../support/ids.js'
import { Bundle } from '../support/bundle.js'
import { closedAfterEach } from '../support/closing.js'

let bundle: Bundle
const kept = closedAfterEach<Bundle>(({ simulator }) => expect(simulator.problems).toEqual([]))

async function dryRun(inputs: Readonly<Record<string, string>>, options: SimulatorOptions = {}) {
  bundle = kept(await Bundle.with(build().succeedsAfter('1s'), options))
  bundle.simulator.job(JOB_ID).with({ defaults: { version: '1.0', profile: 'prod' } })
  return await bundle.main({ inputs: { 'dry-run': 'true', ...inputs } })
}


describe('A dry run', () => {
  it('starts nothing, and warns of a parameter that the task does not have', async () => {
    const result = await dryRun({ parameters: 'version=2\nprofil=test' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'checked' } })
    expect(result.stdout).toMatch(/^::warning::The task has no parameter profil,.*profile/m)
    expect(result.stdout).toContain("The task's parameters: version, profile.")
    expect(bundle.simulator.builds).toEqual([])
  })

  it('passes and says so where the parameters can not be read', async () => {
    const result = await dryRun({ parameters: 'profil=test' }, { offers: { definitions: [] } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'checked' } })
    expect(result.stdout).not.toContain('::warning')
    expect(result.stdout).toMatch(/^The task's parameters could not be read, so their names/m)
  })
})
