import type { InputGroup } from '../../../../inputs/index.js'

/** Whether an earlier good build may stand for this one. */
export type ReuseConfig =
  { readonly kind: 'never' } | { readonly kind: 'success'; readonly maxAgeMs: number }

const LONGEST_DAYS = 30
const DAY_MS = 86_400_000

export const reuseInputs: InputGroup<'reuse' | 'reuse-max-age-days', ReuseConfig> = {
  table: { reuse: { default: 'never' }, 'reuse-max-age-days': { default: '7' } },
  read: (sheet) => {
    const kind = sheet.choice('reuse', ['never', 'success'])
    const days = sheet.decimal('reuse-max-age-days', 1)
    if (days > LONGEST_DAYS) {
      sheet.problem(
        `Input reuse-max-age-days is ${sheet.quoted(sheet.text('reuse-max-age-days'))}: it must be at most ${LONGEST_DAYS}, which is how far the task's history is looked at.`,
      )
    }
    return kind === 'never' ? { kind } : { kind, maxAgeMs: days * DAY_MS }
  },
}
