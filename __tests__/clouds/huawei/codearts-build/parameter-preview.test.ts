import { describe, expect, it } from '@jest/globals'
import { previewParameters } from '../../../../src/clouds/huawei/codearts-build/parameter-preview.js'
import { clientOver, JOB_ID, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'

const plain = (name: string) => ({ name, value: 'given-value', secret: false })

function defined(name: string, more: Readonly<Record<string, unknown>> = {}) {
  const fields = { name, defaultValue: 'own-value', staticVar: 'true', ...more }
  return {
    name: 'hudson.model.StringParameterDefinition',
    params: Object.entries(fields).map(([field, value]) => ({ name: field, value })),
  }
}

const TASK = [
  defined('version'),
  defined('profile', { staticVar: 'false' }),
  defined('nexusToken', { sensitiveVar: true }),
]

function preview(
  given: Parameters<typeof previewParameters>[2],
  parameters: unknown = TASK,
  script: (asked: string) => ScriptedAnswer | undefined = () => undefined,
) {
  const transport = new ScriptedTransport(
    ({ url }) => script(url.pathname) ?? { body: { result: { parameters } } },
  )
  const service = { client: clientOver(transport), debug: () => undefined }
  return previewParameters(service, JOB_ID, given, undropped())
}

describe('previewParameters', () => {
  it('warns of a name that the task does not have, and names the near ones and all', async () => {
    const { warnings, lines } = await preview([plain('verison')])
    expect(warnings).toEqual([
      'The task has no parameter verison, so the build goes without it; most similar: version, nexusToken, profile.',
    ])
    expect(lines).toEqual([
      "The task's parameters: version, profile, nexusToken (private).",
      "Not given, so the build takes the task's own value: version, profile, nexusToken (private).",
    ])
  })

  it('tells capitals apart, as the service does', async () => {
    const { warnings } = await preview([plain('Version')])
    expect(warnings.join()).toMatch(/no parameter Version.*most similar: version,/)
  })

  it('checks the names of secrets, too', async () => {
    const { warnings } = await preview([{ ...plain('nexusTokn'), secret: true }])
    expect(warnings.join()).toMatch(/no parameter nexusTokn.*most similar: nexusToken,/)
  })

  it('warns of one that runs may not set', async () => {
    const { warnings } = await preview([plain('profile')])
    expect(warnings.join()).toContain('Parameter profile may not be set by a run')
  })

  it('warns of a secret that the task would show', async () => {
    const { warnings } = await preview([{ ...plain('version'), secret: true }])
    expect(warnings.join()).toContain('Parameter version is a secret here and not a private')
  })

  it('has nothing to warn of where all fits', async () => {
    const given = [plain('version'), { ...plain('nexusToken'), secret: true }]
    const { warnings, lines } = await preview(given)
    expect(warnings).toEqual([])
    expect(lines[1]).toBe("Not given, so the build takes the task's own value: profile.")
  })

  it.each([[[]], [null], [undefined]])('says that the task has none: %j', async (parameters) => {
    const { warnings, lines } = await preview([plain('version')], parameters ?? null)
    expect(warnings.join()).toContain('it defines none')
    expect(lines).toEqual(['The task defines no parameters.'])
  })

  it('never quotes a value', async () => {
    expect(JSON.stringify(await preview([plain('profile'), plain('x')]))).not.toMatch(/-value/)
  })

  it('asks v3 where v1 is not published', async () => {
    const onlyV3 = (path: string) => (path.startsWith('/v1/') ? NOT_PUBLISHED : undefined)
    expect((await preview([plain('version')], TASK, onlyV3)).warnings).toEqual([])
  })
})
