import type { InputGroup } from './input-group.js'

/** What people see besides the log. */
export interface ReportConfig {
  readonly summary: boolean
  readonly annotations: boolean
}

export const reportInputs: InputGroup<'step-summary' | 'annotations', ReportConfig> = {
  table: { 'step-summary': { default: 'true' }, annotations: { default: 'true' } },
  read: (sheet) => ({
    summary: sheet.boolean('step-summary'),
    annotations: sheet.boolean('annotations'),
  }),
}

export const dryRunInput: InputGroup<'dry-run', boolean> = {
  table: { 'dry-run': { default: 'false' } },
  read: (sheet) => sheet.boolean('dry-run'),
}
