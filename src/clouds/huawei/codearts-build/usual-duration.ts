import { between, nameOf, type ServiceCall, type ServiceClient } from '../gateway/index.js'
import type { BuildRun } from './api/build-run.js'
import { meaningOf, readHistory } from './wire/index.js'

/** The longest period that the call takes (CodeArts Build API reference, "Querying Build History"). */
const PERIOD_DAYS = 30
const BUILDS = 10

/**
 * The median time that the task's last good builds took, in milliseconds; `undefined` where there were none. Builds
 * that failed or were stopped say nothing about how long a whole one takes.
 *
 * Assumption: newest builds come first, as the sample shows them; older ones would only give a worse estimate.
 */
export async function usualDuration(
  client: ServiceClient,
  { jobId, buildNumber }: BuildRun,
  signal: AbortSignal,
): Promise<number | undefined> {
  const call: ServiceCall = {
    method: 'GET',
    path: ['v3', 'jobs', jobId, 'history'],
    query: { interval: PERIOD_DAYS, offset: 0, limit: BUILDS },
  }
  const { entries } = readHistory(nameOf(call), await client.json(call, signal), jobId)
  const times = entries.flatMap(({ buildNumber: number, startedAt, endedAt, word = '' }) => {
    const meaning = meaningOf(word)
    const good = meaning.kind === 'ended' && meaning.conclusion === 'succeeded'
    return number === buildNumber || !good ? [] : (between(startedAt, endedAt) ?? [])
  })
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)]
}
