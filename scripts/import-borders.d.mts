import type { Rule } from 'eslint'

/** What each folder of src/ may import besides itself. */
export const ALLOWED: Readonly<Record<string, readonly string[]>>
/** Why a file of src/ may not import a target; both relative to src/, with slashes. Undefined: it may. */
export function borderProblem(file: string, target: string): string | undefined
export const importBorders: Rule.RuleModule
