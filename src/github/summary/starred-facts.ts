import type { ActionError, RunFacts } from '../../core/index.js'
import type { LogEvidence, SummaryFacts } from './facts.js'
import { starredArtifact, starredStep } from '../starred-report.js'
import { starring } from './starring.js'

type Star = (text: string) => string

/** The same facts without known secrets: a summary is kept where the runner masks nothing. */
export function starredFacts(facts: SummaryFacts): SummaryFacts {
  const star = starring(facts.secrets)
  const { verdict, lastSeen, source, graph, causes, evidence } = facts
  return {
    ...facts,
    owner: star(facts.owner),
    verdict: {
      ...verdict,
      message: star(verdict.message),
      ...(verdict.error && { error: starredError(verdict.error, star) }),
      ...(verdict.facts && { facts: starredRun(verdict.facts, star) }),
    },
    outcome: starredOutcome(facts.outcome, star),
    steps: facts.steps.map((step) => starredStep(step, star)),
    artifacts: facts.artifacts.map((artifact) => starredArtifact(artifact, star)),
    ...(source !== undefined && { source: star(source) }),
    ...(lastSeen && { lastSeen: starredRun(lastSeen, star) }),
    ...(graph && { graph: { ...graph, tasks: graph.tasks.map((one) => starredTexts(one, star)) } }),
    ...(causes && { causes: causes.map((cause) => starredTexts(cause, star)) }),
    ...(evidence && { evidence: starredEvidence(evidence, star) }),
  }
}

function starredTexts<
  T extends {
    readonly name?: string
    readonly status?: string
    readonly step?: string
    readonly message?: string
    readonly advice?: string
  },
>(item: T, star: Star): T {
  const { name, status, step, message, advice } = item
  return {
    ...item,
    ...(name !== undefined && { name: star(name) }),
    ...(status !== undefined && { status: star(status) }),
    ...(step !== undefined && { step: star(step) }),
    ...(message !== undefined && { message: star(message) }),
    ...(advice !== undefined && { advice: star(advice) }),
  }
}

function starredEvidence(evidence: LogEvidence, star: Star): LogEvidence {
  return {
    ...evidence,
    tail: evidence.tail.map(star),
    findings: evidence.findings.map((finding) => ({
      ...finding,
      ...('file' in finding && { file: star(finding.file) }),
      message: finding.message.split('\n').map(star).join('\n'),
      ...(finding.title !== undefined && { title: star(finding.title) }),
    })),
  }
}

function starredOutcome(outcome: SummaryFacts['outcome'], star: Star): SummaryFacts['outcome'] {
  if ('error' in outcome) return { ...outcome, error: starredError(outcome.error, star) }
  if (!('ended' in outcome)) return outcome
  const ended = { ...outcome.ended, facts: starredRun(outcome.ended.facts, star) }
  return { ...outcome, ended }
}

function starredRun(facts: RunFacts, star: Star): RunFacts {
  const { branch, trigger, reason, commit } = facts
  return {
    ...facts,
    word: star(facts.word),
    ...(commit !== undefined && { commit: star(commit) }),
    ...(branch !== undefined && { branch: star(branch) }),
    ...(trigger !== undefined && { trigger: star(trigger) }),
    ...(reason !== undefined && { reason: star(reason) }),
  }
}

function starredError(error: ActionError, star: Star): ActionError {
  const { requestId } = error
  return error.with({
    message: star(error.message),
    hint: star(error.hint),
    ...(requestId !== undefined && { requestId: star(requestId) }),
  })
}
