import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { textOf } from '../../scripts/yaml-examples.js'
import { fieldsOf } from '../../scripts/yaml-fields.js'

/** Inputs of aws-actions/aws-codebuild-run-build v1 (its action.yml), with what stands there where nobody gives them. */
const PEER_INPUTS: Readonly<Record<string, string>> = {
  'project-name': '',
  'buildspec-override': '',
  'compute-type-override': '',
  'environment-type-override': '',
  'image-override': '',
  'image-pull-credentials-type-override': '',
  'env-vars-for-codebuild': '',
  'update-interval': '',
  'update-back-off': '',
  // Absent there, which its code reads as false.
  'disable-source-override': 'false',
  'source-version-override': '',
  'source-type-override': '',
  'source-location-override': '',
  'hide-cloudwatch-logs': 'false',
  'disable-github-env-vars': 'false',
  'artifacts-type-override': '',
  'stop-on-signals': 'SIGINT',
}
const PEER_OUTPUTS = ['aws-build-id']

const manifest = fieldsOf(parse(textOf('codebuild/action.yml')))

describe('codebuild/', () => {
  it("has every input of AWS's own action, with the same default", () => {
    const inputs = fieldsOf(manifest['inputs'])
    const here = Object.keys(PEER_INPUTS).map((name) => [
      name,
      name in inputs ? (fieldsOf(inputs[name])['default'] ?? '') : 'missing',
    ])
    expect(Object.fromEntries(here)).toEqual(PEER_INPUTS)
  })

  it("has the output of AWS's own action", () => {
    expect(Object.keys(fieldsOf(manifest['outputs']))).toEqual(expect.arrayContaining(PEER_OUTPUTS))
  })
})
