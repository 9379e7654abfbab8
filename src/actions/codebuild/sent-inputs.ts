import { environmentInputs, projectInputs } from '../../clouds/aws/codebuild/index.js'
import type { InputGroup } from '../../inputs/index.js'
import { codeBuildSource } from './source-inputs.js'

/** Inputs whose text is sent: into the build's record, the runner's state file, and what a dry run prints. */
const SENT = { ...projectInputs.table, ...codeBuildSource.table, ...environmentInputs.table }

type Name = keyof typeof SENT

const NAMES = Object.keys(SENT) as readonly Name[]

/** Refuses an input that holds a secret, because everybody could read it there. */
export const sentInputs: InputGroup<Name, true> = {
  table: SENT,
  read: (sheet) => {
    const holders = NAMES.filter((name) => sheet.holdsSecret(name))
    for (const name of holders) {
      sheet.problem(
        `Input ${name} holds a secret of this workflow, which everybody could read in the build: ` +
          'keep it in Parameter Store or Secrets Manager, and name it in secret-references.',
      )
    }
    return holders.length === 0 ? true : undefined
  },
}
