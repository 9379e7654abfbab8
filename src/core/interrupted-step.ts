import type { Step } from './run.js'

/**
 * The steps of a run that was ended from outside. The step it was at didn't fail, whatever the service calls it: a
 * system that stops at the first failure would have ended by itself. Nor can any step still be running.
 */
export function withInterruptedStep(steps: readonly Step[]): readonly Step[] {
  const last = steps.findLastIndex(({ status }) => status !== 'not-started')
  return steps.map((step, at) => {
    const interrupted = step.status === 'running' || (at === last && step.status === 'failed')
    return interrupted ? { ...step, status: 'stopped' } : step
  })
}
