import { heartbeat } from './heartbeat.js'
import type { JournalEntry } from './journal-entry.js'
import { journaled } from './journaling.js'
import { LogPump } from './log-pump.js'
import type { Outcome } from './outcome.js'
import type { LogSink } from './ports.js'
import type { EndedRun, StartedRun } from './run.js'
import { RunPace } from './run-pace.js'
import { type Stopped, stopRun } from './stop.js'
import type { Plan, Supervision } from './supervision.js'
import { aborted, timerSignal } from './timer-signal.js'
import { WakeUp } from './wake-up.js'
import { watch, type WatchResult } from './watch.js'

/** How long a timed-out run's end is looked for before the post step takes over. */
const DEADLINE_STOP_MS = 60_000
/** How long a log is read after the end of its run, where no timeout bounds it. */
const ENDLESS_LOG_MS = 10 * 60_000
/** After a cancel there is no more time for the log's tail. */
const CANCEL_TAIL_MS = 1_000

/** A started run, its watch and its log. */
export class SupervisedRun {
  readonly #parts: Supervision
  readonly #plan: Plan
  readonly #run: StartedRun
  readonly #since: number
  readonly #pace: RunPace
  readonly #watchWakeUp = new WakeUp()
  readonly #drop = new AbortController()
  readonly #pump: LogPump | undefined

  constructor(parts: Supervision, plan: Plan, run: StartedRun, since: number) {
    this.#parts = parts
    this.#plan = plan
    this.#run = run
    this.#since = since
    const { backend, clock, random } = parts
    const { pollIntervalMs } = plan
    this.#pace = new RunPace({ backend, clock, random, pollIntervalMs, run: run.ref, since })
    this.#pump = parts.liveLog && this.#pumpTo(parts.liveLog)
  }

  async toItsEnd(
    cancel: AbortSignal,
    deadline: AbortSignal,
    window: AbortSignal,
  ): Promise<Outcome> {
    const over = new AbortController()
    const interrupted = AbortSignal.any([cancel, deadline])
    const following = this.#pump?.follow(this.#drop.signal)
    const untilOver = AbortSignal.any([over.signal, interrupted])
    void this.#beat(untilOver)
    void this.#pace.askUsual(untilOver)
    const result = await this.#watch(interrupted)
    over.abort()
    try {
      if (result.kind === 'ended') {
        return await this.#finish(result.ended, following, window, deadline)
      }
      if (result.kind === 'waiting') return this.#leave(result)
      if (result.kind === 'lost') return this.#lose(result)
      if (cancel.aborted) return await this.#cancelled(cancel, following, window)
      return await this.#overdue(following, window)
    } finally {
      this.#drop.abort()
      // If nobody drains stdout the writer never finishes: leave when the cancel window closes.
      await Promise.race([following, aborted(window)])
    }
  }

  async #beat(signal: AbortSignal): Promise<void> {
    const { backend, clock, pulse } = this.#parts
    if (pulse !== undefined) await heartbeat({ backend, pulse, clock, run: this.#run.ref }, signal)
  }

  #watch(signal: AbortSignal): Promise<WatchResult> {
    const { backend, clock, reporter, random } = this.#parts
    return watch(
      {
        backend,
        clock,
        random,
        run: this.#run.ref,
        wakeUp: this.#watchWakeUp,
        baseMs: this.#plan.pollIntervalMs,
        leaveWaiting: this.#plan.leaveWaiting === true,
        throttle: this.#pace.looks,
        pause: () => (this.#pump?.watches === true ? this.#pace.livelyPause() : this.#pace.pause()),
        seen: (snapshot) => {
          this.#pace.seen(snapshot)
          reporter.seen(snapshot)
          this.#pump?.runSeen(snapshot.phase === 'queued')
        },
        warn: (warning) => reporter.warning(warning),
      },
      signal,
    )
  }

  /** A failed write is only a warning: with the older entry the post step does more than it has to, never less. */
  #record(entry: JournalEntry): void {
    const { journal, backend, reporter } = this.#parts
    const error = journaled(journal, entry, backend.words)
    if (error !== undefined) reporter.warning(error)
  }

  async #finish(
    ended: EndedRun,
    following: Promise<void> | undefined,
    window: AbortSignal,
    deadline: AbortSignal,
  ): Promise<Outcome> {
    this.#record({ phase: 'finished' })
    await this.#drainLog(ended, following, window, { deadline })
    return { kind: 'ended', run: this.#run, ended }
  }

  #leave({ waiting }: Extract<WatchResult, { kind: 'waiting' }>): Outcome {
    this.#record({ phase: 'left' })
    return { kind: 'waiting', run: this.#run, waiting }
  }

  #lose(result: Extract<WatchResult, { kind: 'lost' }>): Outcome {
    this.#record({ phase: 'lost', since: this.#since, run: this.#run.ref })
    return { kind: 'lost', error: result.error, run: this.#run }
  }

  async #cancelled(
    cancel: AbortSignal,
    following: Promise<void> | undefined,
    window: AbortSignal,
  ): Promise<Outcome> {
    const cause = String(cancel.reason)
    if (!this.#plan.stopOnCancel) {
      this.#record({ phase: 'left' })
      return { kind: 'cancelled', cause, run: this.#run, stop: 'not-asked' }
    }
    const { result, ended } = await this.#stop(`Cancelled (${cause}): stopping`, window)
    if (ended !== undefined)
      await this.#drainLog(ended, following, window, { tailWaitMs: CANCEL_TAIL_MS })
    return { kind: 'cancelled', cause, run: this.#run, stop: result, ...(ended && { ended }) }
  }

  async #overdue(following: Promise<void> | undefined, window: AbortSignal): Promise<Outcome> {
    if (!this.#plan.stopOnTimeout) {
      this.#record({ phase: 'left' })
      return { kind: 'deadline', limitMs: this.#limitMs, run: this.#run, stop: 'not-asked' }
    }
    const limit = timerSignal(this.#parts.clock, DEADLINE_STOP_MS, 'not confirmed')
    const open = AbortSignal.any([limit.signal, window])
    const { result, ended, tooLate } = await this.#stop('Time is over: stopping', open)
    limit.cancel()
    if (ended !== undefined) await this.#drainLog(ended, following, window)
    // A run that ended by itself before the stop reached it has a verdict of its own.
    if (ended !== undefined && tooLate) return { kind: 'ended', run: this.#run, ended }
    return {
      kind: 'deadline',
      limitMs: this.#limitMs,
      run: this.#run,
      stop: result,
      ...(ended && { ended }),
    }
  }

  async #stop(announcement: string, open: AbortSignal): Promise<Stopped> {
    const { backend, clock, reporter } = this.#parts
    this.#record({ phase: 'stopping', since: this.#since, run: this.#run.ref })
    const { ref, name } = this.#run
    const stopping = stopRun({ backend, clock, reporter, run: ref, name }, open)
    reporter.note(`${announcement} ${name}.`)
    const stopped = await stopping
    if (stopped.ended !== undefined) this.#record({ phase: 'finished' })
    return stopped
  }

  /** Reads the rest of the log, or all of it if nothing was read so far, until `window` closes. */
  async #drainLog(
    ended: EndedRun,
    following: Promise<void> | undefined,
    window: AbortSignal,
    {
      tailWaitMs,
      deadline,
    }: { readonly tailWaitMs?: number; readonly deadline?: AbortSignal } = {},
  ): Promise<void> {
    // Not every system says when a run began.
    const executed = ended.facts.startedAt !== undefined || this.#pace.hasRun
    const late = following === undefined ? this.#parts.lateLog?.(ended) : undefined
    const pump = this.#pump ?? (late && this.#pumpTo(late))
    if (pump === undefined) return
    pump.runEnded(executed, tailWaitMs)
    const uncut = this.#cutsOff(pump, deadline)
    const drop = (): void => this.#drop.abort()
    window.addEventListener('abort', drop, { once: true })
    if (window.aborted) drop()
    await Promise.race([following ?? pump.follow(this.#drop.signal), aborted(window)])
    window.removeEventListener('abort', drop)
    uncut()
  }

  /** A log that grows for ever is read until the step's own time is over, and for a while where it has none. */
  #cutsOff(pump: LogPump, deadline: AbortSignal | undefined): () => void {
    const isTimed = this.#plan.timeoutMs !== undefined && deadline?.aborted === false
    const limit = timerSignal(this.#parts.clock, isTimed ? undefined : ENDLESS_LOG_MS, 'log')
    const over = isTimed ? deadline : limit.signal
    const cutOff = (): void => pump.cutOff()
    over.addEventListener('abort', cutOff, { once: true })
    return () => {
      over.removeEventListener('abort', cutOff)
      limit.cancel()
    }
  }

  /** Undefined where runs have no log. */
  #pumpTo(sink: LogSink): LogPump | undefined {
    const { backend, clock, reporter, random } = this.#parts
    const { words, lateLogMs } = backend
    const readLog = backend.log?.bind(backend)
    if (readLog === undefined) return undefined
    return new LogPump({
      log: (cursor, ended, signal) => readLog(this.#run.ref, cursor, ended, signal),
      words,
      ...(lateLogMs !== undefined && { lateLogMs }),
      clock,
      reporter,
      random,
      sink,
      wakeUp: new WakeUp(),
      throttle: this.#pace.logCalls,
      pause: () => this.#pace.pause(),
      quiet: (urgent) => {
        if (urgent || this.#pace.isDueWhenQuiet()) this.#watchWakeUp.wake()
      },
    })
  }

  /** Only a run with a limit can be overdue. */
  get #limitMs(): number {
    return this.#plan.timeoutMs ?? 0
  }
}
