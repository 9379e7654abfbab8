import { ActionError, toActionError } from '../../core/index.js'
import { type Budget, type BudgetParts, repeatedWrite } from './budget.js'
import type { CheckAnnotation, CheckCalls, CheckFields, NewCheck } from './check-calls.js'
import type { SeenCheck } from './check-answers.js'
import type { EndReport, LiveReport, Published, Publisher, Subject } from './publisher.js'

/** GitHub refuses a request with more annotations (GitHub REST API, "Check runs"). */
const MOST_PER_REQUEST = 50
const MOST_ANNOTATIONS = 500
/**
 * Writes that may follow each other at once; from then on a second apart (GitHub, "Best practices for using the REST
 * API").
 */
const AT_ONCE = 3
const WRITE_PAUSE_MS = 1_000

type Parts = Pick<BudgetParts, 'clock' | 'random'>

/** Shows a run as one check run. */
export class CheckRunPublisher implements Publisher {
  readonly #calls: CheckCalls
  readonly #parts: Parts
  #id: number | undefined
  /** Whether the check run may be there although no answer said so. */
  #doubtful: boolean
  #annotated = 0

  /** `known` is what the main step published, when this is the post step. */
  constructor(
    calls: CheckCalls,
    parts: Parts,
    known: { readonly id?: number; readonly doubtful: boolean } = { doubtful: false },
  ) {
    this.#calls = calls
    this.#parts = parts
    this.#id = known.id
    this.#doubtful = known.doubtful
  }

  async open(subject: Subject, report: LiveReport, budget: Budget): Promise<Published> {
    return await this.#create({ ...identityOf(subject), ...liveFields(report) }, budget)
  }

  async progress(report: LiveReport, { signal }: Budget): Promise<void> {
    if (this.#id !== undefined) await this.#calls.update(this.#id, liveFields(report), signal)
  }

  async complete(subject: Subject, report: EndReport, budget: Budget): Promise<Published> {
    const [worst = []] = batches(report.annotations)
    try {
      return await this.#verdict(subject, report, worst, budget)
    } catch (error) {
      if (worst.length === 0 || toActionError(error).httpStatus !== 422) throw error
      // GitHub refuses the whole request for one bad annotation: the verdict goes without any.
      return await this.#verdict(subject, report, [], budget)
    }
  }

  async rest(subject: Subject, report: EndReport, budget: Budget): Promise<number> {
    const { clock } = this.#parts
    let missing = Math.max(0, report.annotations.length - MOST_ANNOTATIONS)
    for (const [index, batch] of batches(report.annotations).slice(1).entries()) {
      if (index + 1 >= AT_ONCE) await clock.sleep(WRITE_PAUSE_MS, budget.signal)
      const written = await this.#annotate(subject, report, batch, budget)
      if (!written) missing += batch.length
    }
    return missing
  }

  async #annotate(
    subject: Subject,
    report: EndReport,
    batch: readonly CheckAnnotation[],
    budget: Budget,
  ): Promise<boolean> {
    if (this.#id === undefined || budget.signal.aborted) return false
    try {
      await this.#update(this.#id, subject, endFields(report, batch), budget)
      return true
    } catch {
      return false
    }
  }

  async #verdict(
    subject: Subject,
    report: EndReport,
    annotations: readonly CheckAnnotation[],
    budget: Budget,
  ): Promise<Published> {
    const fields = {
      ...endFields(report, annotations),
      completed_at: new Date(this.#parts.clock.now()).toISOString(),
    }
    const known = this.#id
    if (known !== undefined) return await this.#update(known, subject, fields, budget)
    const made = await this.#create({ ...identityOf(subject), ...fields }, budget)
    if (made.completed) return made
    // `#create` found the check that an earlier request had opened: it has no verdict yet.
    return await this.#update(made.id, subject, fields, budget)
  }

  /**
   * After a POST that may have arrived, GitHub is asked for the check first: two checks of one run would contradict.
   */
  async #create(check: NewCheck, budget: Budget): Promise<SeenCheck> {
    const { name, head_sha: commit, external_id: externalId } = check
    const made = await repeatedWrite(
      async () => {
        if (this.#doubtful) {
          const found = await this.#calls.find(commit, name, externalId, budget.signal)
          if (found !== undefined) {
            this.#annotated = found.annotations ?? 0
            return found
          }
          this.#doubtful = false
        }
        try {
          const created = await this.#calls.create(check, budget.signal)
          this.#annotated += annotationsIn(check)
          return { ...created, completed: check.conclusion !== undefined }
        } catch (error) {
          this.#doubtful = isUnclear(error)
          throw error
        }
      },
      this.#parts,
      budget,
    )
    this.#id = made.id
    return made
  }

  /**
   * GitHub appends annotations, so a request that may have arrived is repeated only if GitHub counts fewer than it
   * brought.
   */
  async #update(
    id: number,
    subject: Subject,
    fields: CheckFields,
    budget: Budget,
  ): Promise<SeenCheck> {
    const wanted = this.#annotated + annotationsIn(fields)
    let unclear = false
    const updated = await repeatedWrite(
      async () => {
        if (unclear && wanted > this.#annotated) {
          const found = await this.#lookUp(subject, budget.signal)
          if (found?.completed === true && (found.annotations ?? 0) >= wanted) return found
        }
        try {
          return await this.#calls.update(id, fields, budget.signal)
        } catch (error) {
          unclear = isUnclear(error)
          throw error
        }
      },
      this.#parts,
      budget,
    )
    this.#annotated = wanted
    return updated
  }

  /**
   * Undefined where the look-up fails: the update is sent again then, since a missing verdict is worse than an
   * annotation shown twice.
   */
  async #lookUp(
    { commit, name, externalId }: Subject,
    signal: AbortSignal,
  ): Promise<SeenCheck | undefined> {
    return await this.#calls.find(commit, name, externalId, signal).catch(() => undefined)
  }
}

function identityOf({
  name,
  commit,
  externalId,
  startedAt,
}: Subject): Pick<NewCheck, 'name' | 'head_sha' | 'external_id' | 'started_at'> {
  return {
    name,
    head_sha: commit,
    external_id: externalId,
    ...(startedAt !== undefined && { started_at: new Date(startedAt).toISOString() }),
  }
}

function liveFields({ title, summary, url }: LiveReport): CheckFields {
  return { output: { title, summary }, ...(url !== undefined && { details_url: url }) }
}

function endFields(report: EndReport, annotations: readonly CheckAnnotation[]): CheckFields {
  const { output, ...fields } = liveFields(report)
  return { ...fields, conclusion: report.conclusion, output: { ...output, annotations } }
}

function annotationsIn({ output }: CheckFields): number {
  return output.annotations?.length ?? 0
}

function batches(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const shown = annotations.slice(0, MOST_ANNOTATIONS)
  return Array.from({ length: Math.ceil(shown.length / MOST_PER_REQUEST) }, (_, at) =>
    shown.slice(at * MOST_PER_REQUEST, (at + 1) * MOST_PER_REQUEST),
  )
}

function isUnclear(error: unknown): boolean {
  return error instanceof ActionError && error.delivery === 'unclear'
}
