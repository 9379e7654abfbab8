import {
  type Known,
  type KnownBefore,
  knownBeforeOf,
} from '../../clouds/huawei/servicestage/index.js'
import { stateStore } from '../../github/runner/index.js'
import { dig, present } from '../../text/index.js'

/** What post needs besides the journal to know which release is this step's. */
export interface ReleaseState {
  readonly before: KnownBefore
  readonly known: Known
}

export const releaseState = stateStore<ReleaseState>({
  key: 'release',
  version: 1,
  entryOf: ({ before, known }) => {
    const wasThere = knownBeforeOf(before)
    const field = (name: 'stoppedAt' | 'triggerAt'): string | undefined => {
      const value = dig(known, name)
      return typeof value === 'string' ? value : undefined
    }
    const learnt = present({
      stoppedAt: field('stoppedAt'),
      stopSeen: dig(known, 'stopSeen') === true ? true : undefined,
      triggerAt: field('triggerAt'),
    })
    return wasThere && { before: wasThere, known: learnt }
  },
})
