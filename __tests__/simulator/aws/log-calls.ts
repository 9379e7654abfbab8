import type { Answer } from '../exchange.js'
import { awsJson, mistaken, refused } from './answers.js'
import type { CodeBuild } from './build-machine.js'
import { type CodeBuildService, groupOf } from './codebuild-calls.js'
import type { AwsSettings } from './options.js'
import { onlyFields, textField } from './request-fields.js'

type Body = Readonly<Record<string, unknown>>

const FIELDS = [
  'logGroupName',
  'logStreamName',
  'startFromHead',
  'nextToken',
  'limit',
  'startTime',
  'endTime',
]

/** The events after a token: a page may be short, or empty while more follow; the end is a token that stays. */
export function getLogEvents(
  body: Body,
  service: CodeBuildService,
  { pageEvents, emptyPages }: AwsSettings,
): Answer {
  onlyFields(body, FIELDS)
  const build = buildOf(service, textField(body, 'logGroupName'), textField(body, 'logStreamName'))
  if (build?.hasLog(service.now()) !== true) {
    throw refused('ResourceNotFoundException', 'The specified log stream does not exist.')
  }
  const { nextToken } = body
  if (body['startFromHead'] !== true)
    throw mistaken('InvalidParameterException', 'startFromHead must be true with a forward token')
  const place = placeOf(nextToken, build)
  const readable = build.events.filter(({ readableAt }) => readableAt <= service.now())
  const rest = readable.slice(place.index)
  if (rest.length > 0 && place.empty < emptyPages) {
    return page([], tokenOf(build, { index: place.index, empty: place.empty + 1 }), nextToken)
  }
  const events = rest.slice(0, pageEvents)
  const next = { index: place.index + events.length, empty: events.length > 0 ? 0 : place.empty }
  return page(
    events.map(({ at, message, readableAt }) => ({
      timestamp: Math.floor(at),
      message,
      ingestionTime: Math.floor(readableAt),
    })),
    tokenOf(build, next),
    nextToken,
  )
}

function page(events: readonly Body[], next: string, sent: unknown): Answer {
  const backward = `b/${next.slice(2)}`
  return awsJson({
    events,
    nextForwardToken: sent === next ? sent : next,
    nextBackwardToken: backward,
  })
}

function buildOf(
  { projects }: CodeBuildService,
  group: string,
  stream: string,
): CodeBuild | undefined {
  const builds = [...projects.values()].flatMap((project) => project.builds)
  return builds.find((build) => groupOf(build) === group && build.uuid === stream)
}

interface Place {
  readonly index: number
  /** Empty pages that were given there. */
  readonly empty: number
}

function tokenOf(build: CodeBuild, { index, empty }: Place): string {
  return `f/${Buffer.from(`${build.uuid} ${index} ${empty}`).toString('base64url')}`
}

/** Tokens are to be handed back as they came. */
function placeOf(token: unknown, build: CodeBuild): Place {
  if (token === undefined) return { index: 0, empty: 0 }
  const text = typeof token === 'string' ? Buffer.from(token.slice(2), 'base64url').toString() : ''
  const [, uuid, index, empty] = /^(\S+) (\d+) (\d+)$/.exec(text) ?? []
  if (uuid !== build.uuid)
    throw mistaken('InvalidParameterException', 'nextToken is none of this stream')
  return { index: Number(index), empty: Number(empty) }
}
