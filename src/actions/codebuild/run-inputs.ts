import { constants } from 'node:os'
import {
  type InputGroup,
  type InputSheet as Sheet,
  type LogConfig,
  logInputs,
  type RunConfig,
  runInputs,
} from '../../inputs/index.js'

const OWN = runInputs({ timeoutMinutes: '0', pollIntervalSeconds: '3' })

type RunName =
  Parameters<typeof OWN.read>[0] extends Sheet<infer Name>
    ? Name | 'update-interval' | 'update-back-off' | 'stop-on-signals'
    : never

const SHORTEST_INTERVAL_SECONDS = 0.2

/** How the build is waited for and stopped, in this repository's words and in those of AWS's own action. */
export const codeBuildRun: InputGroup<RunName, RunConfig> = {
  table: {
    ...OWN.table,
    'update-interval': {},
    'update-back-off': {},
    'stop-on-signals': { default: 'SIGINT' },
  },
  read: (sheet) => {
    const run = OWN.read(sheet)
    // AWS's action adds it to the interval for good, once throttled. Here the interval shrinks again, so it is only
    // checked.
    if (sheet.isGiven('update-back-off')) secondsOf(sheet, 'update-back-off', 0)
    const intervalSeconds = updateInterval(sheet)
    const stops = stopsOnSignals(sheet)
    if (run === undefined) return undefined
    return {
      ...run,
      ...(intervalSeconds !== undefined && { pollIntervalMs: intervalSeconds * 1_000 }),
      stopOnCancel: run.stopOnCancel && stops,
    }
  },
}

function updateInterval(sheet: Sheet<RunName>): number | undefined {
  if (!sheet.isGiven('update-interval')) return undefined
  const seconds = secondsOf(sheet, 'update-interval', SHORTEST_INTERVAL_SECONDS)
  const own = sheet.text('poll-interval-seconds')
  if (sheet.isGiven('poll-interval-seconds') && Number(own) !== seconds) {
    differ(
      sheet,
      ['poll-interval-seconds', own],
      ['update-interval', sheet.text('update-interval')],
    )
  }
  return seconds
}

function secondsOf(
  sheet: Sheet<RunName>,
  name: 'update-interval' | 'update-back-off',
  minimum: number,
): number {
  const text = sheet.text(name)
  const value = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(value) && value >= minimum) return value
  sheet.problem(
    `Input ${name} is ${sheet.quoted(text)}: it must be a decimal number of at least ${minimum} (seconds), e.g. 5.`,
  )
  return minimum
}

/** An input that is given and empty means no signal; one that is not given means the default. */
function stopsOnSignals(sheet: Sheet<RunName>): boolean {
  const given = sheet.env['INPUT_STOP-ON-SIGNALS']
  if (given === undefined) return true
  const signals = given
    .split(',')
    .map((signal) => signal.trim())
    .filter((signal) => signal !== '')
  const unknown = signals.filter((signal) => !Object.hasOwn(constants.signals, signal))
  if (unknown.length > 0) {
    sheet.problem(
      `Input stop-on-signals names ${unknown.map((text) => sheet.quoted(text)).join(', ')}: it must be empty, or name signals, e.g. SIGINT.`,
    )
  }
  const stops = signals.length > 0
  const isOwnChoice = given.trim() !== 'SIGINT'
  if (stops && isOwnChoice && sheet.isGiven('stop-on-cancel')) {
    differ(
      sheet,
      ['stop-on-cancel', sheet.text('stop-on-cancel')],
      ['stop-on-signals', given.trim()],
    )
  }
  return stops
}

type LogName =
  Parameters<typeof logInputs.read>[0] extends Sheet<infer Name>
    ? Name | 'hide-cloudwatch-logs'
    : never

/** Where the log goes, in both spellings. */
export const codeBuildLog: InputGroup<LogName, LogConfig> = {
  table: { ...logInputs.table, 'hide-cloudwatch-logs': { default: 'false' } },
  read: (sheet) => {
    const log = logInputs.read(sheet)
    if (!sheet.boolean('hide-cloudwatch-logs') || log === undefined) return log
    if (sheet.isGiven('logs') && log.mode !== 'none') {
      differ(sheet, ['logs', log.mode], ['hide-cloudwatch-logs', 'true'])
    }
    return { ...log, mode: 'none' }
  },
}

/** A problem if two spellings of one setting differ: which of them is meant can't be guessed. */
function differ<Name extends string>(
  sheet: Sheet<Name>,
  [first, firstText]: readonly [string, string],
  [second, secondText]: readonly [string, string],
): void {
  sheet.problem(
    `Inputs ${first} (${sheet.quoted(firstText)}) and ${second} (${sheet.quoted(secondText)}) are two spellings of one setting ` +
      'and differ; keep one of them.',
  )
}
