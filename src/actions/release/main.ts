import { connectMeans, type Context, runEntry } from '../entry.js'
import { loadYaml } from '../load-yaml.js'
import { readActionInputs } from '../read-action-inputs.js'
import { finishStep, type StepResult } from '../supervised/index.js'
import { RELEASE_WORDS } from '../../clouds/huawei/servicestage/index.js'
import { assertNever } from '../../core/index.js'
import { printWarning } from '../../github/runner/index.js'
import { approve } from './approve.js'
import { follow } from './follow.js'
import { type ReleaseConfig, releaseInputsWith } from './inputs.js'
import type { ReleaseOutput } from './outputs.js'
import { connectRelease, type ReleaseService } from './service.js'
import { stopRelease } from './stop-release.js'

/** The main step: operates a release task and passes or fails the job on the result. */
export function release(): Promise<void> {
  return runEntry<ReleaseOutput>(async (context) => {
    const { console, outputs, env } = context
    outputs.set('status', 'not-started')
    const isYaml = (env['INPUT_SELECTED-TASKS'] ?? '').trim() !== ''
    const inputs = releaseInputsWith(isYaml ? await loadYaml() : undefined)
    const { config } = readActionInputs(inputs, context)
    if (config === undefined) return { passed: false }
    const warning = { warning: warnAt(context) }
    const service = connectRelease(config, connectMeans(warning, context), context)
    try {
      console.line(`Signing in with ${service.account.description}.`)
      const step = { context, words: RELEASE_WORDS, owner: config.task.pipelineId }
      return await finishStep(step, () => operate(config, service, context))
    } finally {
      service.account.close()
    }
  })
}

async function operate(
  config: ReleaseConfig,
  service: ReleaseService,
  context: Context<ReleaseOutput>,
): Promise<StepResult> {
  const { request } = config
  switch (request.action) {
    case 'start':
    case 'retry':
    case 'continue':
    case 'rollback':
      return await follow(request, config, service, context)
    case 'approval':
      return { verdict: await approve(request.body, config, service, context) }
    case 'stop':
      return { verdict: await stopRelease(config, service, context) }
    default:
      return assertNever(request)
  }
}

function warnAt({ console }: Context): Parameters<typeof connectMeans>[0]['warning'] {
  return (warning) => printWarning(console, warning)
}
