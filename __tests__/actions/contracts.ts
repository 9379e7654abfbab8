import { buildInputs } from '../../src/actions/build/inputs.js'
import { buildOutputs } from '../../src/actions/build/outputs.js'
import { releaseInputs } from '../../src/actions/release/inputs.js'
import { releaseOutputs } from '../../src/actions/release/outputs.js'
import { stopInputs } from '../../src/actions/stop/inputs.js'
import { taskInputs } from '../../src/actions/task/inputs.js'
import { taskOutputs } from '../../src/actions/task/outputs.js'
import { templateInputs } from '../../src/actions/template/inputs.js'
import { templateOutputs } from '../../src/actions/template/outputs.js'
import { stopOutputs } from '../../src/actions/stop/outputs.js'
import { keystoreInputs } from '../../src/actions/keystore/inputs.js'
import { keystoreOutputs } from '../../src/actions/keystore/outputs.js'
import { codeBuildInputs } from '../../src/actions/codebuild/inputs.js'
import { codeBuildOutputs } from '../../src/actions/codebuild/outputs.js'
import type { ActionInputs } from '../../src/inputs/index.js'

/** What the code of an action says of itself; its action.yml must say the same. */
export interface ActionContract {
  /** Relative to the repository; `.` is the root action. */
  readonly folder: string
  readonly inputs: ActionInputs
  readonly outputs: readonly string[]
  /** Inputs that mean something else here than in the other actions that have them, with the same default. */
  readonly ownWords?: readonly string[]
}

/** Every action of the repository: a new one is a line here. */
export const CONTRACTS: readonly ActionContract[] = [
  { folder: '.', inputs: buildInputs, outputs: buildOutputs },
  { folder: 'stop', inputs: stopInputs, outputs: stopOutputs, ownWords: ['commit', 'wait'] },
  {
    folder: 'release',
    inputs: releaseInputs,
    outputs: releaseOutputs,
    ownWords: ['region', 'endpoint', 'project-id', 'wait', 'stop-on-cancel', 'stop-on-timeout'],
  },
  {
    folder: 'task',
    inputs: taskInputs,
    outputs: taskOutputs,
    ownWords: ['job-id', 'step-summary'],
  },
  {
    folder: 'template',
    inputs: templateInputs,
    outputs: templateOutputs,
    ownWords: ['confirm', 'mode', 'step-summary'],
  },
  { folder: 'keystore', inputs: keystoreInputs, outputs: keystoreOutputs },
  {
    folder: 'codebuild',
    inputs: codeBuildInputs,
    outputs: codeBuildOutputs,
    ownWords: ['dry-run', 'endpoint', 'region', 'sts-endpoint'],
  },
]
