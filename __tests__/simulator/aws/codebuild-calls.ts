import type { Answer } from '../exchange.js'
import { awsJson, mistaken, refused } from './answers.js'
import type { CodeBuild } from './build-machine.js'
import { ACCOUNT_ID, AWS_REGION } from './options.js'
import type { Project } from './project.js'
import { onlyFields, textField } from './request-fields.js'

type Body = Readonly<Record<string, unknown>>

/** What StartBuild takes of what this repository might send (AWS CodeBuild API Reference, "StartBuild"). */
const START_FIELDS = [
  'projectName', 'sourceVersion', 'sourceTypeOverride', 'sourceLocationOverride', 'buildspecOverride',
  'artifactsOverride', 'computeTypeOverride', 'environmentTypeOverride', 'imageOverride',
  'imagePullCredentialsTypeOverride', 'environmentVariablesOverride', 'idempotencyToken',
] // prettier-ignore

const VARIABLE_TYPES = new Set(['PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER'])

export interface CodeBuildService {
  readonly projects: ReadonlyMap<string, Project>
  readonly now: () => number
}

export function startBuild(body: Body, { projects, now }: CodeBuildService): Answer {
  onlyFields(body, START_FIELDS)
  const name = textField(body, 'projectName')
  checkVariables(body['environmentVariablesOverride'])
  const project = projects.get(name)
  if (project === undefined) {
    throw refused(
      'ResourceNotFoundException',
      `Project cannot be found: arn:aws:codebuild:${AWS_REGION}:${ACCOUNT_ID}:project/${name}`,
    )
  }
  return awsJson({ build: described(project.start(body), now()) })
}

function checkVariables(value: unknown): void {
  if (value === undefined) return
  if (!Array.isArray(value))
    throw mistaken('InvalidInputException', 'environmentVariablesOverride is no list')
  const names = new Set<unknown>()
  for (const variable of value as readonly Body[]) {
    onlyFields(variable, ['name', 'value', 'type'])
    textField(variable, 'name')
    const { name, value: text, type } = variable
    if (typeof text !== 'string' || !VARIABLE_TYPES.has(String(type))) {
      throw mistaken('InvalidInputException', `environment variable ${String(name)}`)
    }
    if (names.has(name))
      throw mistaken('InvalidInputException', `duplicate variable ${String(name)}`)
    names.add(name)
  }
}

export function batchGetBuilds(body: Body, { projects, now }: CodeBuildService): Answer {
  onlyFields(body, ['ids'])
  const { ids } = body
  if (!Array.isArray(ids) || ids.length < 1 || ids.length > 100) {
    throw mistaken('InvalidInputException', 'ids must have 1 to 100 members')
  }
  const found = ids.map((id) => [id as unknown, buildOf(projects, id)] as const)
  const seen = found.flatMap(([, build]) =>
    build === undefined || build.state(now()) === 'hidden' ? [] : [build],
  )
  const missing = found.flatMap(([id]) => (seen.some((build) => build.id === id) ? [] : [id]))
  return awsJson({ builds: seen.map((build) => described(build, now())), buildsNotFound: missing })
}

export function stopBuild(body: Body, { projects, now }: CodeBuildService): Answer {
  onlyFields(body, ['id'])
  const build = buildOf(projects, textField(body, 'id'))
  if (build === undefined) throw refused('ResourceNotFoundException', 'Build cannot be found')
  const hadEnded = build.state(now()) === 'ended'
  build.stop(now())
  const answer = described(build, now())
  return awsJson({ build: hadEnded ? answer : { ...answer, buildStatus: 'STOPPED' } })
}

export function batchGetProjects(body: Body, { projects }: CodeBuildService): Answer {
  onlyFields(body, ['names'])
  const names = body['names'] as readonly string[]
  const found = names.filter((name) => projects.has(name))
  return awsJson({
    projects: found.map((name) => ({ name })),
    projectsNotFound: names.filter((name) => !found.includes(name)),
  })
}

function buildOf(projects: ReadonlyMap<string, Project>, id: unknown): CodeBuild | undefined {
  return [...projects.values()].flatMap(({ builds }) => builds).find((build) => build.id === id)
}

/** A build as all calls tell it. */
function described(build: CodeBuild, now: number): Body {
  const ended = now >= build.endedAt
  const { log, artifacts } = build.plan
  const hasPlace = !log.isOff && build.executes && now >= build.machineAt
  const place = `log-group:${hasPlace ? groupOf(build) : 'null'}:log-stream:${hasPlace ? build.uuid : 'null'}`
  const version = build.request['sourceVersion']
  return {
    id: build.id,
    arn: `arn:aws:codebuild:${AWS_REGION}:${ACCOUNT_ID}:build/${build.id}`,
    projectName: build.project,
    buildNumber: build.number,
    buildStatus: build.status(now),
    buildComplete: ended,
    initiator: 'ci/GitHubActions',
    currentPhase: phaseAt(build, now),
    phases: phasesOf(build, now),
    startTime: build.createdAt / 1_000,
    ...(ended && { endTime: build.endedAt / 1_000 }),
    ...(typeof version === 'string' && hasPlace && { resolvedSourceVersion: version }),
    ...(artifacts !== undefined && ended && { artifacts }),
    logs: {
      cloudWatchLogsArn: `arn:aws:logs:${AWS_REGION}:${ACCOUNT_ID}:${place}`,
      cloudWatchLogs: { status: log.isOff ? 'DISABLED' : 'ENABLED' },
      ...(hasPlace && { groupName: groupOf(build), streamName: build.uuid }),
    },
  }
}

export function groupOf({ project }: CodeBuild): string {
  return `/aws/codebuild/${project}`
}

function phaseAt(build: CodeBuild, now: number): string {
  if (now >= build.endedAt) return 'COMPLETED'
  if (now < build.machineAt) return 'QUEUED'
  return build.phases.find(({ to }) => now < to)?.plan.name ?? 'FINALIZING'
}

function phasesOf(build: CodeBuild, now: number): readonly Body[] {
  const limit = Math.min(now, build.endedAt)
  const own = build.phases.map(({ plan, from, to }) => ({
    name: plan.name,
    from,
    to,
    status: plan.status,
    context: plan.context,
  }))
  const all = [
    {
      name: 'SUBMITTED',
      from: build.createdAt,
      to: build.createdAt,
      status: 'SUCCEEDED',
      context: undefined,
    },
    {
      name: 'QUEUED',
      from: build.createdAt,
      to: build.machineAt,
      status: 'SUCCEEDED',
      context: undefined,
    },
    {
      name: 'PROVISIONING',
      from: build.machineAt,
      to: build.machineAt,
      status: 'SUCCEEDED',
      context: undefined,
    },
    ...own,
  ].filter(({ from }, at) =>
    at < 2 ? from <= limit : from <= limit && build.machineAt <= limit && build.executes,
  )
  const told = all.map(({ name, from, to, status, context }) => {
    const startTime = from / 1_000
    if (to > limit) {
      if (now < build.endedAt) return { phaseType: name, startTime }
      return { phaseType: name, startTime, endTime: limit / 1_000, phaseStatus: 'STOPPED' }
    }
    const durationInSeconds = Math.floor((to - from) / 1_000)
    const contexts = context === undefined ? {} : { contexts: [context] }
    return {
      phaseType: name,
      startTime,
      endTime: to / 1_000,
      durationInSeconds,
      phaseStatus: status,
      ...contexts,
    }
  })
  return now < build.endedAt
    ? told
    : [...told, { phaseType: 'COMPLETED', startTime: build.endedAt / 1_000 }]
}
