/** Every output of template/, as its action.yml declares it. */
export const templateOutputs = [
  'template-id',
  'action',
  'changed',
  'diff',
  'file',
  'templates',
  'status',
] as const

export type TemplateOutput = (typeof templateOutputs)[number]
