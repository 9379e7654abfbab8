import type { ActionError, Reporter } from '../../core/index.js'
import type { Console } from './console.js'
import { printWarning } from './verdict.js'

/** Prints for the post step: it has no outputs, and the main step has printed what the run is. */
export class OrphanReporter implements Reporter {
  readonly #console: Console

  constructor(console: Console) {
    this.#console = console
  }

  started(): void {
    // The post step starts nothing.
  }

  seen(): void {
    // Each look is only a step on the way to the end, which the post step tells in one line.
  }

  note(text: string): void {
    this.#console.line(text)
  }

  warning(warning: ActionError): void {
    printWarning(this.#console, warning)
  }
}
