import type { Rule } from 'eslint'

export const cuts: Rule.RuleModule
