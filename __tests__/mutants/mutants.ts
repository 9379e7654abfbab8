import { definingMutants } from './defining.js'
import type { Mutant } from './mutant.js'
import { reusingMutants } from './reusing.js'
import { runningMutants } from './running.js'
import { siblingMutants } from './siblings.js'
import { spendingMutants } from './spending.js'
import { tellingMutants } from './telling.js'

/** Each must turn the tests it names red: `npm run mutants`. */
export const mutants: readonly Mutant[] = [
  ...runningMutants,
  ...tellingMutants,
  ...spendingMutants,
  ...definingMutants,
  ...reusingMutants,
  ...siblingMutants,
]
