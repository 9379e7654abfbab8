import { describe, expect, it } from '@jest/globals'
import { artifactOutput, artifactsOf } from '../../../../src/clouds/aws/codebuild/artifacts.js'
import { readBuild } from '../../../../src/clouds/aws/codebuild/build-record.js'
import { consoleUrl } from '../../../../src/clouds/aws/codebuild/console-url.js'
import {
  isExecuted,
  snapshotOf,
  stepsOf,
  unknownWord,
} from '../../../../src/clouds/aws/codebuild/snapshot.js'

const COMMIT = 'a'.repeat(40)
const BEGAN = 1_789_038_000

/** An answer with that build in it; what a test leaves out, the answer leaves out. */
function record(build: object) {
  const answer = { build: { id: 'shop:1', buildStatus: 'IN_PROGRESS', ...build } }
  return readBuild('BatchGetBuilds', answer, answer.build)
}

const phase = (phaseType: string, from: number, to?: number, phaseStatus?: string, rest = {}) => ({
  phaseType,
  startTime: BEGAN + from,
  ...(to !== undefined && { endTime: BEGAN + to, phaseStatus: phaseStatus ?? 'SUCCEEDED' }),
  ...rest,
})

describe('A build of CodeBuild', () => {
  it.each([
    ['no object', 7],
    ['no id', { buildStatus: 'SUCCEEDED' }],
    ['an empty id', { id: '' }],
  ])('that is %s is no readable answer', (_what, build) => {
    expect(() => readBuild('StartBuild', {}, build)).toThrow('no readable build')
  })

  it.each<[string, object, object]>([
    ['queued', { currentPhase: 'QUEUED' }, { phase: 'queued' }],
    ['submitted', { currentPhase: 'SUBMITTED' }, { phase: 'queued' }],
    [
      'in its last phase',
      { phases: [phase('SUBMITTED', 0, 0), phase('QUEUED', 0)] },
      { phase: 'queued' },
    ],
    ['at work', { currentPhase: 'BUILD' }, { phase: 'running' }],
    ['in no phase', {}, { phase: 'running' }],
    ['good by its word alone', { buildStatus: 'SUCCEEDED' }, { phase: 'running' }],
    [
      'over',
      { buildStatus: 'SUCCEEDED', buildComplete: true },
      { phase: 'ended', conclusion: 'succeeded' },
    ],
    [
      'over by its time',
      { buildStatus: 'FAILED', endTime: BEGAN },
      { phase: 'ended', conclusion: 'failed' },
    ],
    [
      'over in another case',
      { buildStatus: 'Succeeded', buildComplete: true },
      { phase: 'ended', conclusion: 'succeeded' },
    ],
    [
      'over without a word',
      { buildStatus: 7, buildComplete: true },
      { phase: 'ended', conclusion: 'unknown' },
    ],
    [
      'over in an unknown word',
      { buildStatus: 'DONE', buildComplete: true },
      { phase: 'ended', conclusion: 'unknown' },
    ],
    [
      'at work for a live word',
      { buildStatus: 'IN_PROGRESS', buildComplete: true },
      { phase: 'ended', conclusion: 'unknown' },
    ],
  ])('that is %s is seen so', (_how, build, expected) => {
    expect(snapshotOf(record(build))).toMatchObject(expected)
  })

  it('tells its times, its commit and who started it', () => {
    const build = record({
      buildStatus: 'SUCCEEDED',
      startTime: BEGAN,
      endTime: BEGAN + 60,
      resolvedSourceVersion: COMMIT,
      initiator: 'ci/me',
      phases: [phase('QUEUED', 0, 7.5), phase('PROVISIONING', 7.5, 9), phase('COMPLETED', 60)],
    })
    expect(snapshotOf(build).facts).toEqual({
      word: 'SUCCEEDED',
      commit: COMMIT,
      trigger: 'ci/me',
      createdAt: new Date(BEGAN * 1_000),
      startedAt: new Date(BEGAN * 1_000 + 7_500),
      finishedAt: new Date(BEGAN * 1_000 + 60_000),
      queuedMs: 7_500,
      durationMs: 52_500,
    })
  })

  it('has no commit where its version is none, and no negative time', () => {
    const build = record({
      resolvedSourceVersion: 'arn:aws:s3:::source.zip',
      startTime: BEGAN + 60,
      endTime: BEGAN,
      phases: [phase('BUILD', 0, 1)],
    })
    expect(snapshotOf(build).facts).not.toHaveProperty('commit')
    expect(snapshotOf(build).facts).toMatchObject({ queuedMs: 0, durationMs: 0 })
  })

  it('that tells no phases ran from when it was asked for, and waited nobody knows how long', () => {
    const { facts } = snapshotOf(record({ startTime: BEGAN, endTime: BEGAN + 5 }))
    expect(facts).toMatchObject({ durationMs: 5_000 })
    expect(facts).not.toHaveProperty('queuedMs')
  })

  it.each([
    ['was stopped in the queue', { phases: [phase('QUEUED', 0, 5), phase('COMPLETED', 5)] }, false],
    ['got a machine', { phases: [phase('QUEUED', 0, 5), phase('PROVISIONING', 5)] }, true],
    ['tells only its end', { endTime: BEGAN }, true],
    ['tells nothing', {}, false],
  ])('that %s may have a log: %j', (_what, build, executed) => {
    expect(isExecuted(record(build))).toBe(executed)
  })

  it('says why it failed, each reason once, of the phases that failed', () => {
    const failed = (message?: string, statusCode?: string) =>
      phase('BUILD', 0, 1, 'FAILED', { contexts: [{ statusCode, message }, 7] })
    const phases = [
      phase('INSTALL', 0, 1, 'SUCCEEDED', { contexts: [{ statusCode: '', message: 'fine' }] }),
      failed('exit status 1', 'COMMAND_EXECUTION_ERROR'),
      failed('exit status 1', 'COMMAND_EXECUTION_ERROR'),
      failed('no code'),
      failed(undefined, 'NO_MESSAGE'),
      failed(),
    ]
    expect(snapshotOf(record({ buildStatus: 'FAILED', phases })).facts.reason).toBe(
      'COMMAND_EXECUTION_ERROR: exit status 1; no code; NO_MESSAGE',
    )
    expect(snapshotOf(record({ buildStatus: 'SUCCEEDED', phases })).facts).not.toHaveProperty(
      'reason',
    )
    expect(snapshotOf(record({ buildStatus: 'FAILED' })).facts).not.toHaveProperty('reason')
  })

  it('has its phases as steps', () => {
    const phases = [
      phase('SUBMITTED', 0, 0),
      phase('BUILD', 1, 3, 'FAULT'),
      { phaseType: 'POST_BUILD', phaseStatus: 'CLIENT_ERROR', durationInSeconds: 4 },
      { phaseType: 'UPLOAD_ARTIFACTS', phaseStatus: 'RESTED' },
      phase('FINALIZING', 5),
      { phaseStatus: 'SUCCEEDED' },
      'nonsense',
      phase('COMPLETED', 6),
    ]
    expect(stepsOf(record({ phases }))).toEqual([
      { name: 'SUBMITTED', status: 'succeeded', durationMs: 0 },
      { name: 'BUILD', status: 'failed', durationMs: 2_000 },
      { name: 'POST_BUILD', status: 'failed', durationMs: 4_000 },
      { name: 'UPLOAD_ARTIFACTS', status: 'RESTED' },
      { name: 'FINALIZING', status: 'running' },
    ])
    expect(stepsOf(record({ phases: 'nonsense' }))).toEqual([])
  })

  it.each<[string, unknown, object]>([
    [
      'says it',
      { groupName: 'g', streamName: 's' },
      { group: 'g', stream: 's', switchedOff: false },
    ],
    [
      'tells by its ARN',
      { cloudWatchLogsArn: 'arn:aws:logs:eu:1:log-group:g:log-stream:s/7' },
      { group: 'g', stream: 's/7', switchedOff: false },
    ],
    [
      'does not know it yet',
      { cloudWatchLogsArn: 'arn:aws:logs:eu:1:log-group:null:log-stream:null' },
      { switchedOff: false },
    ],
    ['knows half of it', { groupName: 'g' }, { switchedOff: false }],
    ['switched it off', { cloudWatchLogs: { status: 'DISABLED' } }, { switchedOff: true }],
    ['has it on', { cloudWatchLogs: { status: 'ENABLED' } }, { switchedOff: false }],
    ['says nothing', undefined, { switchedOff: false }],
  ])('that %s has its log there', (_what, logs, expected) => {
    expect(record({ logs }).log).toEqual(expected)
  })

  it('leaves artifacts, the secondary ones too, with their checksums', () => {
    const build = record({
      artifacts: { location: 'arn:aws:s3:::b/shop.zip', sha256sum: '9f' },
      secondaryArtifacts: [{ location: 'arn:aws:s3:::b/docs' }, { sha256sum: '1' }, null],
    })
    expect(artifactsOf(build)).toEqual([
      {
        name: 'shop.zip',
        version: '',
        type: 's3',
        uri: 'arn:aws:s3:::b/shop.zip',
        kind: 'package',
        sha256: '9f',
      },
      { name: 'docs', version: '', type: 's3', uri: 'arn:aws:s3:::b/docs', kind: 'package' },
    ])
    expect(artifactsOf(build).map(artifactOutput)).toEqual([
      { location: 'arn:aws:s3:::b/shop.zip', sha256: '9f' },
      { location: 'arn:aws:s3:::b/docs' },
    ])
    expect(artifactsOf(record({}))).toEqual([])
  })

  it('is named in a warning by a word that stays readable', () => {
    expect(unknownWord(`RESTARTING${'x'.repeat(500)}`).message.length).toBeLessThan(300)
  })
})

describe('The address of a build in the console', () => {
  const arn = 'arn:aws:codebuild:eu-central-1:123456789012:build/shop:1-a'
  const path = 'codesuite/codebuild/123456789012/projects/shop/build/shop%3A1-a'

  it.each([
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
  ])('of %s is at %s', (region, host) => {
    expect(consoleUrl(region, arn)).toBe(`https://${host}/${path}/?region=${region}`)
  })

  it.each([
    ['us-iso-east-1', arn],
    ['eu-central-1', undefined],
    ['eu-central-1', 'arn:aws:codebuild:eu-central-1:123456789012:project/shop'],
    ['eu-central-1', `${arn}/../../elsewhere`],
  ])('is left out where it is not known: %s %s', (region, given) => {
    expect(consoleUrl(region, given)).toBeUndefined()
  })
})
