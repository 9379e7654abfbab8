import { build, lines, type Scenario } from '../__tests__/simulator/index.js'

export const MEGABYTE = 1_000_000
/** The log of the scenario `big-log`, which comes from bench/premade-log.ts. */
export const BIG_LOG_BYTES = 200 * MEGABYTE

const line = (number: number): string => `line ${number} of the build's log`

/** The builds that the service process can run, by name. */
export const SCENARIOS = {
  quick: build().step('Compile', lines(10)).runsFor('300ms'),
  'ten-lines': build().step('Compile', lines(10)).runsFor('1s'),
  'twenty-seconds': build().step('Compile', lines(1_000, line)).runsFor('20s'),
  'many-lines': build().step('Compile', lines(60_000, line)).runsFor('20s'),
  'big-log': build().runsFor('1s'),
  endless: build().step('Compile', lines(600)).runsFor('10m').stopTakes('100ms'),
} as const satisfies Readonly<Record<string, Scenario>>

export type ScenarioName = keyof typeof SCENARIOS
