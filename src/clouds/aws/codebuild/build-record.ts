import { isList, isObject, type JsonObject, present } from '../../../text/index.js'
import { badAnswer, numberOf, textOf, timeOf } from '../protocol/index.js'

/** A build as StartBuild, BatchGetBuilds and StopBuild answer it (AWS CodeBuild API Reference, "Build"). */
export interface BuildRecord {
  /** `project:uuid`. */
  readonly id: string
  readonly arn?: string
  readonly number?: number
  /** The service's own word, e.g. `IN_PROGRESS`. */
  readonly status: string
  readonly ended: boolean
  readonly currentPhase?: string
  /** In their order; empty where the answer has none. */
  readonly phases: readonly BuildPhase[]
  readonly startTime?: Date
  readonly endTime?: Date
  readonly resolvedSourceVersion?: string
  readonly initiator?: string
  readonly log: LogPlace
  readonly artifacts: readonly BuildArtifact[]
}

export interface BuildPhase {
  /** e.g. `DOWNLOAD_SOURCE`. */
  readonly type: string
  /** Absent while it runs. */
  readonly status?: string
  readonly startTime?: Date
  readonly endTime?: Date
  readonly durationMs?: number
  /** What the service says of its failure. */
  readonly contexts: readonly { readonly code?: string; readonly message?: string }[]
}

/** Where a build's log is. Group and stream are absent before the build is provisioned. */
export interface LogPlace {
  readonly group?: string
  readonly stream?: string
  readonly switchedOff: boolean
}

export interface BuildArtifact {
  readonly location: string
  readonly sha256?: string
}

export function readBuild(operation: string, answer: JsonObject, value: unknown): BuildRecord {
  const id = isObject(value) ? textOf(value, 'id') : undefined
  const status = isObject(value) ? textOf(value, 'buildStatus') : undefined
  if (!isObject(value) || id === undefined) throw badAnswer(operation, 'build', answer)
  const endTime = timeOf(value, 'endTime')
  return {
    id,
    status: status ?? '',
    // A final status alone doesn't end a build: its logs and artifacts are still being written then.
    ended: value['buildComplete'] === true || endTime !== undefined,
    phases: objects(value['phases']).flatMap(phaseOf),
    log: logPlaceOf(value['logs']),
    artifacts: [value['artifacts'], ...objects(value['secondaryArtifacts'])].flatMap(artifactOf),
    ...present({
      arn: textOf(value, 'arn'),
      number: numberOf(value, 'buildNumber'),
      currentPhase: textOf(value, 'currentPhase'),
      startTime: timeOf(value, 'startTime'),
      endTime,
      resolvedSourceVersion: textOf(value, 'resolvedSourceVersion'),
      initiator: textOf(value, 'initiator'),
    }),
  }
}

function phaseOf(phase: JsonObject): readonly BuildPhase[] {
  const type = textOf(phase, 'phaseType')
  if (type === undefined) return []
  const [startTime, endTime] = [timeOf(phase, 'startTime'), timeOf(phase, 'endTime')]
  const seconds = numberOf(phase, 'durationInSeconds')
  const contexts = objects(phase['contexts']).map((context) =>
    present({ code: textOf(context, 'statusCode'), message: textOf(context, 'message') }),
  )
  return [
    {
      type,
      contexts,
      ...present({
        status: textOf(phase, 'phaseStatus'),
        startTime,
        endTime,
        // The two times are exact; the duration is in whole seconds.
        durationMs: between(startTime, endTime) ?? (seconds && seconds * 1_000),
      }),
    },
  ]
}

/** Before the build is provisioned, the ARN has the word `null` where group and stream will stand. */
const LOG_ARN = /:log-group:([^:]+):log-stream:([^:]+)$/

function logPlaceOf(value: unknown): LogPlace {
  if (!isObject(value)) return { switchedOff: false }
  const arn = LOG_ARN.exec(textOf(value, 'cloudWatchLogsArn') ?? '')
  const group = textOf(value, 'groupName') ?? named(arn?.[1])
  const stream = textOf(value, 'streamName') ?? named(arn?.[2])
  const settings = value['cloudWatchLogs']
  const switchedOff = isObject(settings) && textOf(settings, 'status') === 'DISABLED'
  return group === undefined || stream === undefined
    ? { switchedOff }
    : { group, stream, switchedOff }
}

function named(part: string | undefined): string | undefined {
  return part === 'null' ? undefined : part
}

function artifactOf(value: unknown): readonly BuildArtifact[] {
  const location = isObject(value) ? textOf(value, 'location') : undefined
  if (!isObject(value) || location === undefined) return []
  return [{ location, ...present({ sha256: textOf(value, 'sha256sum') }) }]
}

/** Never negative. */
export function between(from: Date | undefined, to: Date | undefined): number | undefined {
  return from === undefined || to === undefined
    ? undefined
    : Math.max(0, to.getTime() - from.getTime())
}

function objects(value: unknown): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : []
}
