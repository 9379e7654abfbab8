import { type KnownBefore, knownBeforeOf } from '../../clouds/huawei/servicestage/index.js'
import { stateStore } from '../../github/runner/index.js'

/** What post needs besides the journal to tell this step's release from others. */
export interface ReleaseState {
  readonly before: KnownBefore
  /** The status at which a stop was sent. */
  readonly stoppedAt?: string
}

export const releaseState = stateStore<ReleaseState>({
  key: 'release',
  version: 1,
  entryOf: ({ before, stoppedAt }) => {
    const known = knownBeforeOf(before)
    if (known === undefined) return undefined
    return { before: known, ...(typeof stoppedAt === 'string' && { stoppedAt }) }
  },
})
