import { statusWords, meaningOf, type ReleaseTask } from './wire/index.js'

const CONSOLE = 'ServiceStage console, Release Management'
const MOST_PEOPLE = 10

/** What a person has to do before the release goes on: where, who, and what to choose. */
export function waitsFor(status: string, tasks: readonly ReleaseTask[]): string {
  const stopped = tasks.filter((task) => task.status === status)
  const places = stopped.map(({ stage, name }) => [
    stage && `stage "${stage}"`,
    name && `task "${name}"`,
  ])
  const where = places.map((place) => place.filter((part) => part !== '').join(', ')).join(' and ')
  return meaningOf(status) === 'approval' ? approval(where, stopped) : paused(where)
}

function approval(where: string, tasks: readonly ReleaseTask[]): string {
  const people = [...new Set(tasks.flatMap(({ approvers }) => approvers))].slice(0, MOST_PEOPLE)
  const who = people.length === 0 ? 'an approval' : `the approval of ${people.join(' or ')}`
  const what = where === '' ? `It waits for ${who}` : `It waits for ${who} at ${where}`
  const names = where === '' ? '; the page of the task there shows which stage, and whose' : ''
  return `${what}: approve or refuse it in the ${CONSOLE}, or run this action with action: approval${names}.`
}

function paused(where: string): string {
  const place = where === '' ? '' : ` at ${where}`
  return `It is paused${place}: continue it in the ${CONSOLE}, or run this action with action: continue.`
}

/** Of a task, in the words of a build's steps where they mean the same. */
export function taskStatus(status: string | undefined): string {
  if (status === undefined) return 'not-started'
  switch (meaningOf(status)) {
    case 'succeeded':
      return 'succeeded'
    case 'failed':
      return 'failed'
    case 'live':
      return status === '1' ? 'not-started' : 'running'
    case 'approval':
    case 'paused':
    case 'rolled-back':
    case 'unknown':
      return status === '9' ? 'skipped' : statusWords(status)
  }
}
