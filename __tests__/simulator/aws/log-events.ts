import type { CodeBuild, PhaseTime } from './build-machine.js'

/** One event of a build's log stream. */
export interface LogEvent {
  /** When it was written, the service's clock. */
  readonly at: number
  readonly readableAt: number
  readonly message: string
}

/** All that a build writes, in order: the agent's lines and those of the tools, each an event with its line end. */
export function timedEvents(build: CodeBuild, isStopped: boolean): readonly LogEvent[] {
  const { log } = build.plan
  const written = [
    agent(build.machineAt, 'Waiting for agent ping'),
    ...build.phases.flatMap(phaseEvents),
    ...(log.closes && !isStopped ? completed(build.endedAt, 'UPLOAD_ARTIFACTS', 'SUCCEEDED') : []),
  ].filter(({ at }) => at <= build.endedAt)
  const events = written.map((event) => ({ ...event, readableAt: event.at + log.lagMs }))
  const { lateTail } = log
  if (lateTail === undefined) return events
  const from = events.length - lateTail.events
  return events.map((event, at) =>
    at < from
      ? event
      : { ...event, readableAt: Math.max(event.readableAt, build.endedAt + lateTail.afterMs) },
  )
}

type Written = Omit<LogEvent, 'readableAt'>

function phaseEvents({ plan, from, to }: PhaseTime): readonly Written[] {
  const { name, lines, status, context } = plan
  return [
    agent(from, `Entering phase ${name}`),
    ...lines.map((line, index) => ({
      at: from + ((to - from) * (index + 1)) / (lines.length + 1),
      message: `${line}\n`,
    })),
    ...completed(to, name, status, context),
  ]
}

function completed(
  at: number,
  phase: string,
  status: string,
  context = { statusCode: '', message: '' },
): readonly Written[] {
  return [
    agent(at, `Phase complete: ${phase} State: ${status}`),
    agent(at, `Phase context status code: ${context.statusCode} Message: ${context.message}`),
  ]
}

function agent(at: number, words: string): Written {
  const time = new Date(at).toISOString().replace('T', ' ').replaceAll('-', '/').slice(0, 23)
  return { at, message: `[Container] ${time}000 ${words}\n` }
}
