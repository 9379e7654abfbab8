import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import * as yaml from 'yaml'
import { readDefinitionFile } from '../../src/actions/as-code/read-file.js'
import { readSelectedTasks } from '../../src/actions/release/selected-tasks.js'
import { answerError as awsError } from '../../src/clouds/aws/protocol/answer-errors.js'
import { badAnswer } from '../../src/clouds/aws/protocol/fields.js'
import { unknownWord as awsUnknownWord } from '../../src/clouds/aws/codebuild/snapshot.js'
import { assumeRole } from '../../src/clouds/aws/sign-in/web-identity.js'
import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/log-format.js'
import { readTask } from '../../src/clouds/huawei/codearts-build/definitions/index.js'
import { textDiff } from '../../src/clouds/huawei/codearts-build/definitions/text-diff.js'
import { readKeystore } from '../../src/clouds/huawei/codearts-build/keystores/index.js'
import { unknownWord } from '../../src/clouds/huawei/codearts-build/snapshot.js'
import { answerError } from '../../src/clouds/huawei/gateway/answer-errors.js'
import { shapeOf } from '../../src/clouds/huawei/gateway/guards.js'
import { ServiceClient } from '../../src/clouds/huawei/gateway/service-client.js'
import { postSignIn } from '../../src/clouds/huawei/sign-in/sign-in.js'
import { ActionError } from '../../src/core/errors.js'
import { LogScanner, ProblemMatching, readMatchers } from '../../src/findings/index.js'
import { LineWindow } from '../../src/findings/line-window.js'
import { MOST_BEFORE } from '../../src/findings/finding.js'
import { checkAnnotations } from '../../src/github/checks/check-annotations.js'
import { githubError } from '../../src/github/checks/github-errors.js'
import { StatusPublisher } from '../../src/github/checks/status-publisher.js'
import { CheckCalls } from '../../src/github/checks/check-calls.js'
import { Secret } from '../../src/core/secret.js'
import { annotationOf } from '../../src/github/runner/annotations.js'
import { Console } from '../../src/github/runner/console.js'
import { LogWriter } from '../../src/github/runner/log-writer.js'
import { stepOutputs } from '../../src/github/runner/outputs.js'
import { printFailedStep, printSteps, printVerdict } from '../../src/github/runner/verdict.js'
import { publishedEnd } from '../../src/github/summary/published.js'
import { summaryOf } from '../../src/github/summary/summary.js'
import { InputSheet } from '../../src/inputs/index.js'
import { LineFeed } from '../../src/log/line-feed.js'
import type { Secrets } from '../../src/text/secrets.js'
import { startOfBytes } from '../../src/text/start-of.js'
import { ScriptedTransport } from '../clouds/huawei/codearts-build/scripted-transport.js'
import * as builds from '../rendered/builds.js'
import { WORDS } from '../support/fake-backend.js'

/** Shows a text of somebody else's; gives what left the process. */
export interface CutPlace {
  /** What is printed. */
  readonly prints: string
  /** The files whose cuts these are, below src/. */
  readonly cuts: readonly string[]
  /** How long texts may be before they are cut. */
  readonly limits: readonly number[]
  readonly show: (text: string, secrets: Secrets) => string | Promise<string>
}

const never = new AbortController().signal
const BASE = new URL('https://service.example')
const starring = (secrets: Secrets) => (text: string) => secrets.starred(text)

function said(secrets: Secrets, print: (console: Console) => void): string {
  const out = new PassThrough()
  print(new Console(out, () => 0, secrets))
  return String((out.read() as Buffer | null) ?? '')
}

/** An error as the console prints it. */
async function told(secrets: Secrets, failing: Promise<unknown>): Promise<string> {
  const error = await failing.then(
    () => undefined,
    (fault: unknown) => fault,
  )
  if (!(error instanceof ActionError)) throw new Error('nothing was refused')
  return said(secrets, (console) => console.annotate('error', error.message))
}

function refusedBy(secrets: Secrets, status: number, body: unknown) {
  const headers = { 'x-request-id': 'r' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const starred = starring(secrets)
  const error = answerError({ call: 'GET /x', status, headers, text, now: new Date(0), starred })
  return said(secrets, (console) => console.annotate('error', error.message))
}

const client = (secrets: Secrets, body: unknown) =>
  new ServiceClient({
    transport: new ScriptedTransport(() => ({ body })),
    base: BASE,
    now: () => 0,
    starred: starring(secrets),
  })

async function read(log: string, secrets: Secrets): Promise<string> {
  const scanner = new LogScanner(buildLogFormat, secrets)
  const feed = new LineFeed([scanner])
  await feed.write(Buffer.from(log))
  await feed.close()
  const evidence = { findings: located(scanner.findings()), tail: scanner.tail() }
  return summaryOf({
    ...builds.FAILED,
    secrets,
    evidence: { ...evidence, errors: 1, warnings: 0 },
  })
}

const located = (findings: ReturnType<LogScanner['findings']>) =>
  findings.map(({ severity, message }) => ({ severity, message, file: 'a.c', line: 1 }))

async function matched(log: string, secrets: Secrets): Promise<string> {
  const pattern = [{ regexp: '^(.{9})(.*)$', message: 2, code: 1 }]
  const { matchers } = readMatchers(JSON.stringify({ problemMatcher: [{ owner: 'all', pattern }] }))
  const parts = { format: buildLogFormat, secrets, cancel: never, complain: () => undefined }
  const matching = new ProblemMatching({ ...parts, matchers })
  const feed = new LineFeed([matching])
  await feed.write(Buffer.from(log))
  await feed.close()
  return matching
    .findings()
    .map(({ message, title }) => `${title ?? ''} ${message.slice(-200)}`)
    .join('\n')
}

async function printedLog(log: string, secrets: Secrets): Promise<string> {
  const out = new PassThrough({ highWaterMark: 10_000_000 })
  const console = new Console(out, () => 0, secrets)
  const writer = new LogWriter(console, {
    timestamps: true,
    format: buildLogFormat,
    words: WORDS,
  })
  const feed = new LineFeed([writer])
  await feed.write(Buffer.from(log))
  await feed.close()
  // The runner stars what it finds whole in a line.
  return String(out.read())
    .split('\n')
    .map((line) => secrets.starred(line))
    .join('\n')
}

async function definitionProblems(text: string, secrets: Secrets): Promise<string> {
  const file = await readDefinitionFile(readTask, {
    env: { INPUT_FILE: text },
    mask: (value: string) => secrets.add(value),
    secrets,
  })
  return file.fileProblems.join('\n')
}

function shownProblems(text: string, secrets: Secrets): string {
  const quoted = JSON.stringify(text)
  const { problems } = readTask(`version: ${quoted}\ntask: {arch: ${quoted}, ${quoted}: 1}\n`)
  return said(secrets, (console) => {
    for (const { path, message } of problems) console.line(`${path}: ${message}`)
  })
}

async function describedStatus(secrets: Secrets, text: string): Promise<string> {
  const transport = new ScriptedTransport(() => ({ status: 201, body: { state: 'success' } }))
  const access = { apiUrl: BASE, owner: 'o', repo: 'r', token: new Secret('t') }
  const calls = new CheckCalls(access, transport, () => ({ now: 0, starred: starring(secrets) }))
  const parts = { clock: { now: () => 0, sleep: () => Promise.resolve() }, random: () => 0 }
  const { title } = publishedEnd({
    ...builds.FAILED,
    steps: [{ name: text, status: 'failed' }],
    secrets,
  })
  const subject = { name: 'n', commit: 'c'.repeat(40), externalId: 'e' }
  const budget = { signal: never, endsAt: 1_000, close: () => undefined }
  const report = { title, summary: '', annotations: [], conclusion: 'failure' as const }
  await new StatusPublisher(calls, parts, undefined).complete(subject, report, budget)
  return JSON.stringify(transport.bodies)
}

function outputOf(text: string, secrets: Secrets): string {
  return said(secrets, (console) => stepOutputs<'commit'>(console, secrets).set('commit', text))
}

async function keystoreRefusal(text: string, secrets: Secrets): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cuts-'))
  try {
    const service = { client: client(secrets, { error: text }), debug: () => undefined }
    const wanted = { fileName: 'a.jks', domainId: 'd' }
    return await told(secrets, readKeystore(service, wanted, never))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every place where text of somebody else's, or text that quotes some, is cut before it leaves the process. */
export const CUT_PLACES: readonly CutPlace[] = [
  {
    prints: 'a value of an input',
    cuts: ['inputs/input-sheet.ts', 'text/quoted.ts'],
    limits: [80],
    show: (text, secrets) => new InputSheet({}, {}, starring(secrets)).quoted(text),
  },
  {
    prints: 'the name of a definition file',
    cuts: ['actions/as-code/read-file.ts'],
    limits: [80],
    show: (text, secrets) => definitionProblems(`/${text}`, secrets),
  },
  {
    prints: 'a value or a key of a definition, which is told whole or not at all',
    cuts: [],
    limits: [30, 80, 128],
    show: shownProblems,
  },
  {
    prints: 'a stage of selected tasks',
    cuts: [],
    limits: [80],
    show: (text, secrets) => {
      const sheet = new InputSheet({}, {}, starring(secrets))
      const read = readSelectedTasks(JSON.stringify({ [text]: [] }), yaml, (value) =>
        sheet.quoted(value),
      )
      return said(secrets, (console) => console.line(JSON.stringify(read)))
    },
  },
  {
    prints: 'the words of a refusal, of its page and of its sign-in',
    cuts: ['clouds/huawei/gateway/answer-errors.ts', 'clouds/huawei/sign-in/remote-error.ts'],
    limits: [200, 600],
    show: (text, secrets) =>
      [
        refusedBy(secrets, 400, { error_code: 'CB.1', error_msg: text }),
        refusedBy(secrets, 401, { error_code: 'CB.1', error_msg: text }),
        refusedBy(secrets, 403, { error_code: 'CB.1', error_msg: text }),
        refusedBy(secrets, 502, `<html><title>${text}</title>`),
      ].join('\n'),
  },
  {
    prints: 'the title of a page that was not read to its end',
    cuts: [],
    limits: [60, 180],
    show: (text, secrets) =>
      [
        `<title>${text}</title>`,
        ...[44, 48, 52, 56].map((less) => `<title>${text.slice(0, -less)}`),
      ]
        .map((page) => refusedBy(secrets, 502, page))
        .join(),
  },
  {
    prints: 'the refusal of a sign-in',
    cuts: ['clouds/huawei/sign-in/credential-errors.ts', 'clouds/huawei/sign-in/sign-in.ts'],
    limits: [200],
    show: (text, secrets) => {
      const transport = new ScriptedTransport(() => ({
        status: 400,
        headers: { 'x-request-id': text },
        body: { error: { code: text, message: text } },
      }))
      const hintFor = (): string => 'h'
      const kind = { name: 'n', endpointInput: 'iam-endpoint', hintFor } as const
      return told(
        secrets,
        postSignIn(transport, BASE, {}, { ...kind, starred: starring(secrets) }, never),
      )
    },
  },
  {
    prints: 'the words of a keystore that is none',
    cuts: ['clouds/huawei/codearts-build/keystores/read-keystore.ts'],
    limits: [600],
    show: keystoreRefusal,
  },
  {
    prints: 'a status and the fields of an answer, which are told whole or not at all',
    cuts: [],
    limits: [40, 80, 100, 200],
    show: (text, secrets) =>
      said(secrets, (console) => {
        console.line(unknownWord(text, '').message)
        console.line(awsUnknownWord(text).message)
        console.line(badAnswer('x', 'y', { [text]: 1 }).message)
        console.line(shapeOf({ [text]: 1 }))
      }),
  },
  {
    prints: 'the refusal of AWS, and its request id',
    cuts: ['clouds/aws/sign-in/aws-error.ts'],
    limits: [600],
    show: (text, secrets) => {
      const service = { name: 'codebuild', label: 'CodeBuild', target: 'CodeBuild' }
      const { message, requestId = '' } = awsError(
        { service, operation: 'StartBuild' },
        { status: 400, headers: { 'x-amzn-requestid': text } },
        { text: JSON.stringify({ message: text }), now: new Date(0), starred: starring(secrets) },
      )
      return said(secrets, (console) => {
        console.annotate('error', message)
        console.line(requestId)
      })
    },
  },
  {
    prints: 'the refusal of STS',
    cuts: [],
    limits: [600],
    show: (text, secrets) => {
      const body = `<Error><Code>X</Code><Message>${text}</Message></Error>`
      const headers = { 'x-amzn-requestid': text }
      const transport = new ScriptedTransport(() => ({ status: 400, headers, body }))
      const identity = { roleArn: 'r', sessionName: 's', token: { audience: 'a' } }
      const means = {
        transport,
        sts: BASE,
        now: () => 0,
        onSecret: () => undefined,
        starred: starring(secrets),
        getIdToken: () => Promise.resolve('a-token-of-github'),
      }
      const config = { ...identity, method: 'web-identity', origin: 'x' } as const
      return told(secrets, assumeRole(config, means, never))
    },
  },
  {
    prints: "GitHub's refusal",
    cuts: ['github/checks/github-errors.ts'],
    limits: [300],
    show: (text, secrets) => {
      const { message } = githubError(
        'c',
        'checks: write',
        { status: 422, response: { data: { message: text } } },
        { now: 0, starred: starring(secrets) },
      )
      return said(secrets, (console) => console.annotate('warning', message))
    },
  },
  {
    prints: 'our own lines: phrases, annotations and debug lines',
    cuts: ['github/runner/inert-text.ts'],
    limits: [120, 200, 1_000, 3_000, 4_000],
    show: (text, secrets) =>
      said(secrets, (console) => {
        for (const most of [120, 200, 1_000]) console.line(console.phrase(text, most))
        console.line(text)
        console.line(`##[x]${text}`)
        console.annotate('error', text)
        console.debug(text)
      }),
  },
  {
    prints: 'the end: steps, the failed step and its last line, the verdict',
    cuts: [],
    limits: [200, 1_000],
    show: (text, secrets) =>
      said(secrets, (console) => {
        printSteps(console, WORDS, [{ name: text, status: text }])
        printFailedStep(console, { name: text, status: 'failed' }, text)
        const error = new ActionError('refused', text, { hint: text, requestId: text })
        printVerdict(console, { status: 'failed', exitCode: 1, message: text, error })
      }),
  },
  {
    prints: 'an output that has not the form of one',
    cuts: [],
    limits: [100],
    show: outputOf,
  },
  {
    prints: 'the annotation of a finding',
    cuts: ['github/runner/annotations.ts'],
    limits: [120, 1_990, 2_000],
    show: (text, secrets) =>
      said(secrets, (console) => {
        const finding = { severity: 'error', message: text, title: text } as const
        const place = { file: 'a.c', line: 1 }
        console.line(annotationOf(finding, console, WORDS))
        console.line(annotationOf({ ...finding, ...place }, console, WORDS))
      }),
  },
  {
    prints: "the build's log, wrapped",
    cuts: ['github/runner/log-writer.ts'],
    limits: [3_000, 4_000, 6_000],
    show: (text, secrets) =>
      printedLog(`${text}${'b '.repeat(2_000)}\n##[x]${text}\n${'c '.repeat(35_000)}\n`, secrets),
  },
  {
    prints: "the log's last lines and messages, as the summary shows them",
    cuts: [
      'log/step-tails.ts',
      'findings/line-window.ts',
      'findings/finding-store.ts',
      'findings/log-scanner.ts',
      'github/summary/failure.ts',
    ],
    limits: [480, 500, 1_980, 2_000],
    show: (text, secrets) => {
      const error = `a.c:1:2: error: ${text}${'b '.repeat(1_500)}`
      return read(`${error}\n${text}${'b '.repeat(1_500)}\n${text}${'c '.repeat(45_000)}`, secrets)
    },
  },
  {
    prints: 'what is kept of a long line before a block of log',
    cuts: [],
    limits: [100],
    show: (text, secrets) => {
      const behind = MOST_BEFORE * 2_000 - 66
      const kept = [0, 6, 12, 18].map((more) => {
        const line = `${text}${'b '.repeat((behind + more) / 2)}\n`
        return new LineWindow(buildLogFormat, secrets, '', `${line}error: x\n`).kept()
      })
      return secrets.starred([...kept, text].join('\n'))
    },
  },
  {
    prints: 'what a problem matcher finds',
    cuts: [
      'findings/problem-matchers/problem-matching.ts',
      'findings/problem-matchers/plain-lines.ts',
    ],
    limits: [9, 16_384],
    show: (text, secrets) =>
      matched(`${text}${'b'.repeat(100)}\n${text}${'c '.repeat(35_000)}\n`, secrets),
  },
  {
    prints: 'the job summary: names, words, reasons, hints',
    cuts: ['github/summary/markdown.ts', 'github/summary/headline.ts'],
    limits: [7, 60, 128, 200, 300, 1_000, 1_200],
    show: (text, secrets) => {
      const outcome = builds.endedAs('failed', text, { reason: text, branch: text, commit: text })
      const steps = [{ name: text, status: text }]
      return [
        summaryOf(builds.factsOf(outcome, { secrets, owner: text, steps })),
        summaryOf({ ...builds.FAILED, secrets, steps: [{ name: text, status: 'failed' }] }),
      ].join('\n')
    },
  },
  {
    prints: "a check's text and its annotations",
    cuts: ['github/checks/run-reports.ts', 'github/checks/check-annotations.ts'],
    limits: [245, 255, 16_000],
    show: (text, secrets) => {
      const finding = {
        severity: 'error',
        file: 'a.c',
        line: 1,
        message: text,
        title: text,
      } as const
      const evidence = { findings: [finding], tail: [], errors: 1, warnings: 0 }
      // Names of many lengths, so that one of them stands at the cut.
      const steps = Array.from({ length: 600 }, (_, index) => ({
        name: `${'x'.repeat(index % 31)}${text.slice(-64)}`,
        status: 'failed',
      }))
      const { summary, findings } = publishedEnd({ ...builds.FAILED, secrets, evidence, steps })
      return [
        startOfBytes(summary, 65_535),
        JSON.stringify(checkAnnotations(findings, false)),
      ].join()
    },
  },
  {
    prints: 'the description of a commit status',
    cuts: ['github/checks/status-publisher.ts'],
    limits: [105, 128, 140],
    show: (text, secrets) => describedStatus(secrets, text),
  },
  {
    prints: 'the difference of a task, which is cut at a line',
    cuts: [],
    limits: [57_000, 58_000, 58_060, 58_100],
    show: (text, secrets) =>
      secrets.starred(
        textDiff(
          { a: 'x' },
          { b: `${text.replace(/(?:ab ){30}/g, '$&\n')}\n${'z\n'.repeat(9_000)}` },
        ),
      ),
  },
]
