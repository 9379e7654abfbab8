import type { CalledService } from '../../gateway/index.js'
import { buildsOfPeriod } from '../api/period-builds.js'

/** A build that still lives began within the last weeks: the service ends it after a day and a half at most. */
const PERIOD_MS = 28 * 86_400_000
const MARGIN_MS = 86_400_000

/**
 * The numbers of a task's builds of the last weeks that the lists show with this full commit id, newest first. Whether
 * one still runs is in its record.
 */
export async function buildsOfCommit(
  service: CalledService,
  jobId: string,
  commit: string,
  now: number,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const period = { from: now - PERIOD_MS, to: now + MARGIN_MS }
  const { entries } = await buildsOfPeriod(service, jobId, period, signal)
  return entries
    .filter((build) => build.commit?.toLowerCase() === commit.toLowerCase())
    .map(({ buildNumber }) => buildNumber)
    .toSorted((left, right) => right - left)
}
