import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { textOf } from '../../scripts/yaml-examples.js'
import { fieldsOf } from '../../scripts/yaml-fields.js'
import { codeSpans, marked, rows } from './markdown.js'

const page = textOf('docs/outputs.md')
const outputs = fieldsOf(fieldsOf(parse(textOf('action.yml')))['outputs'])

function firstNames(text: string): readonly string[] {
  return rows(text).map(([first = '']) => codeSpans(first)[0] ?? '')
}

function exampleOf(output: string): unknown {
  const [, , cell = ''] =
    rows(marked(page, 'values')).find(([first]) => first === `\`${output}\``) ?? []
  return JSON.parse(codeSpans(cell)[0] ?? '')
}

/** The names of the fields that the output's description puts in braces. */
function describedFields(output: string): readonly string[] {
  const [, list = ''] = /\{([^}]*)\}/.exec(String(fieldsOf(outputs[output])['description'])) ?? []
  return list.split(', ')
}

describe('The page on outputs', () => {
  it('has a row for each output of action.yml', () => {
    expect(firstNames(marked(page, 'values'))).toEqual(Object.keys(outputs))
  })

  it('says of each status what to do about it', () => {
    const statuses = codeSpans(String(fieldsOf(outputs['status'])['description']))
    const words = statuses.filter((word) => !['wait', 'stop-on-cancel', 'dry-run'].includes(word))
    const [, chapter = ''] = /^## Status$([\s\S]*?)^## /m.exec(page) ?? []
    expect([...firstNames(chapter)].sort()).toEqual([...words].sort())
  })

  it.each(['steps', 'artifacts'])('shows %s with the fields that action.yml names', (output) => {
    const example = exampleOf(output)
    const shown = (Array.isArray(example) ? example : []).map((one) => Object.keys(fieldsOf(one)))
    expect(shown).toEqual([describedFields(output)])
  })
})
