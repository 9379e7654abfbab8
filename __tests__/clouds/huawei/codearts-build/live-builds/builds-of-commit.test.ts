import { afterEach, describe, expect, it } from '@jest/globals'
import { buildsOfCommit } from '../../../../../src/clouds/huawei/codearts-build/live-builds/index.js'
import { build, type SimulatorOptions } from '../../../../simulator/index.js'
import { COMMIT, JOB_ID } from '../../../../support/ids.js'
import { ServiceBench } from '../../../../support/service-bench.js'

let bench: ServiceBench | undefined

async function found(options: SimulatorOptions, commit = COMMIT): Promise<readonly number[]> {
  const one = (bench = await ServiceBench.over(options))
  const job = one.simulator.job(JOB_ID)
  const of = (id: string) => ({ commit: id, parameters: {} })
  const good = build().succeedsAfter('60s')
  job.earlier('800h', of(COMMIT), good)
  job.earlier('600h', of(COMMIT), good)
  job.earlier('3h', of('f'.repeat(40)), good)
  job.earlier('2h', of(COMMIT), good)
  job.earlier('1h', { parameters: {} }, good)
  job.earlier('1s', of(COMMIT), build().succeedsAfter('1h'))
  return await buildsOfCommit(one.service, JOB_ID, commit, one.clock.now(), one.signal)
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('The builds of a commit', () => {
  it.each<readonly [string, SimulatorOptions]>([
    ['the list of v1', {}],
    ['period-history', { offers: { history: ['period-history'] } }],
  ])('are those of the last four weeks by %s, the newest first', async (_list, options) => {
    expect(await found(options)).toEqual([6, 4, 2])
  })

  it('are found whatever the case of the id, and never by a part of it', async () => {
    expect(await found({}, COMMIT.toUpperCase())).toEqual([6, 4, 2])
    await bench?.close()
    expect(await found({}, COMMIT.slice(0, 12))).toEqual([])
  })
})
