import { buildEndpoint, taskRef } from '../../clouds/huawei/codearts-build/index.js'
import { huaweiAccount } from '../../clouds/huawei/index.js'
import {
  actionInputs,
  type ConfigOf,
  type InputGroup,
  type InputSheet,
} from '../../inputs/index.js'
import { isFullCommitId } from '../../text/index.js'

/** Which builds of the task: by their numbers, or all live ones of a commit. */
export type StoppedBuilds =
  | { readonly by: 'number'; readonly numbers: readonly number[] }
  | { readonly by: 'commit'; readonly commit: string }

export interface WaitConfig {
  readonly wait: boolean
  /** Milliseconds from the first stop request on; absent: no limit. */
  readonly timeoutMs?: number
}

const NUMBER = /^[1-9]\d{0,8}$/

const stoppedBuilds: InputGroup<'build-number' | 'commit', StoppedBuilds> = {
  table: { 'build-number': {}, commit: {} },
  read: (sheet) => {
    const [numbers, commit] = [sheet.text('build-number'), sheet.text('commit')]
    if (numbers !== '' && commit !== '') {
      sheet.problem('Inputs build-number and commit are both given; keep one of them.')
      return undefined
    }
    if (numbers !== '') return byNumber(sheet, numbers)
    if (commit === '') {
      sheet.problem('No build to stop: give build-number, or commit for all live builds of it.')
      return undefined
    }
    if (isFullCommitId(commit)) return { by: 'commit', commit: commit.toLowerCase() }
    sheet.problem(
      `Input commit is ${sheet.quoted(commit)}: it must be a full commit id of 40 or 64 hex digits.`,
    )
    return undefined
  },
}

function byNumber(sheet: InputSheet, text: string): StoppedBuilds | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const bad = words.filter((word) => !NUMBER.test(word))
  if (words.length > 0 && bad.length === 0) {
    return { by: 'number', numbers: [...new Set(words.map(Number))] }
  }
  sheet.problem(
    `Input build-number is ${sheet.quoted(text)}: it must be one number of a build, or several with commas, ` +
      `blanks or line ends between them, e.g. 7, 8.`,
  )
  return undefined
}

const waitInputs: InputGroup<'wait' | 'timeout-minutes', WaitConfig> = {
  table: { wait: { default: 'true' }, 'timeout-minutes': { default: '5' } },
  read: (sheet) => {
    const timeoutMs = sheet.decimal('timeout-minutes', 0) * 60_000
    return { wait: sheet.boolean('wait'), ...(timeoutMs > 0 && { timeoutMs }) }
  },
}

export const stopInputs = actionInputs({
  account: huaweiAccount,
  endpoint: buildEndpoint,
  task: taskRef,
  builds: stoppedBuilds,
  waiting: waitInputs,
})

export type StopConfig = ConfigOf<typeof stopInputs>
