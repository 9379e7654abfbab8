import fc from 'fast-check'
import { budget } from './budget.js'

/** The same for all who test a commit, so that it alone decides; `npm run fuzz` draws others. */
const FIXED_SEED = 20_261_130

/** `FUZZ_SEED=… FUZZ_TIMES=… npm test -- <file>` tries again what `npm run fuzz` named. */
fc.configureGlobal({ ...budget(100), seed: Number(process.env['FUZZ_SEED'] ?? FIXED_SEED) })

export { default } from 'fast-check'
