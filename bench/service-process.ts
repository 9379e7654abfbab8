import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ScenarioName } from './scenarios.js'
import type { JournalEntry } from './service.js'

export interface ServiceProcess {
  readonly url: string
  /** What arrived so far. Throws when a client did anything against the documents. */
  journal(): Promise<readonly JournalEntry[]>
  close(): Promise<void>
}

/** Starts bench/service.ts with the scenario. */
export async function startService(scenario: ScenarioName): Promise<ServiceProcess> {
  const child = fork(join(import.meta.dirname, 'service.ts'), ['--scenario', scenario], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { url } = await message<{ url: string }>(child)
  return {
    url,
    async journal() {
      child.send('journal')
      const { journal, problems } = await message<Journal>(child)
      if (problems.length > 0) throw new Error(`Against the documents: ${JSON.stringify(problems)}`)
      return journal
    },
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

interface Journal {
  readonly journal: readonly JournalEntry[]
  readonly problems: readonly unknown[]
}

/** The next message of our own process, whose shape service.ts settles. */
function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const died = (): void => reject(new Error('The service process ended early'))
    child.once('exit', died)
    child.once('message', (value) => {
      child.off('exit', died)
      resolve(value as T)
    })
  })
}

/** Runs an experiment against a fresh service. */
export async function withService<T>(
  scenario: ScenarioName,
  experiment: (service: ServiceProcess) => Promise<T>,
): Promise<T> {
  const service = await startService(scenario)
  try {
    return await experiment(service)
  } finally {
    await service.close()
  }
}

/** When the first request came that passes, as `Date.now()`. */
export function firstAt(
  journal: readonly JournalEntry[],
  passes: (entry: JournalEntry) => boolean,
): number {
  const entry = journal.find(passes)
  if (entry === undefined) throw new Error('The request that is measured never came')
  return entry.at
}

export const isStart = ({ route }: JournalEntry): boolean => route.startsWith('start')
export const isStop = ({ route }: JournalEntry): boolean => route.startsWith('stop')
export const isRecord = ({ route }: JournalEntry): boolean => route.startsWith('record-info')
