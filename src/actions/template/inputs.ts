import { complainOfUnused } from '../as-code/modes.js'
import { fileToWrite } from '../as-code/workspace-file.js'
import { buildEndpoint } from '../../clouds/huawei/codearts-build/index.js'
import { huaweiAccount } from '../../clouds/huawei/index.js'
import { actionInputs, type ConfigOf, type InputGroup } from '../../inputs/index.js'

/** What to do with which template. */
export type TemplateWork =
  | { readonly mode: 'plan' | 'apply'; readonly file: string; readonly summary: boolean }
  | { readonly mode: 'export'; readonly name: string; readonly file: string }
  | { readonly mode: 'delete'; readonly name: string; readonly confirm: string }
  /** All whose name holds the text. */
  | { readonly mode: 'list'; readonly name: string }

const MODES = ['plan', 'apply', 'export', 'delete', 'list'] as const
const USES = {
  file: ['plan', 'apply', 'export'],
  name: ['export', 'delete', 'list'],
  confirm: ['delete'],
} as const

const TABLE = {
  mode: { default: 'plan' },
  file: {},
  name: {},
  confirm: {},
  'step-summary': { default: 'true' },
} as const
type Name = keyof typeof TABLE

const work: InputGroup<Name, TemplateWork> = {
  table: TABLE,
  read: (sheet) => {
    const mode = sheet.choice('mode', MODES)
    const summary = sheet.boolean('step-summary')
    if (sheet.text('mode') !== mode) return undefined
    complainOfUnused(sheet, mode, USES)
    const [file, name, confirm] = [sheet.text('file'), sheet.text('name'), sheet.text('confirm')]
    const lacks = (input: 'file' | 'name' | 'confirm', what: string): boolean => {
      if (sheet.text(input) !== '') return false
      sheet.problem(`Input ${input} is missing: mode ${mode} needs ${what}.`)
      return true
    }
    switch (mode) {
      case 'plan':
      case 'apply':
        lacks('file', 'the path of the definition')
        return { mode, file, summary }
      case 'export': {
        const place = lacks('file', 'the path of the definition') || fileToWrite(sheet.env, file)
        if (typeof place === 'object' && 'problem' in place) {
          sheet.problem(`Input file is ${sheet.quoted(file)}: it ${place.problem}.`)
        }
        lacks('name', "the template's exact name")
        return { mode, name, file }
      }
      case 'delete':
        lacks('name', "the template's exact name")
        lacks('confirm', "the template's exact name once more")
        return { mode, name, confirm }
      case 'list':
        return { mode, name }
    }
  },
}

export const templateInputs = actionInputs({
  account: huaweiAccount,
  endpoint: buildEndpoint,
  work,
})

export type TemplateConfig = ConfigOf<typeof templateInputs>
