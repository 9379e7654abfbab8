import { describe, expect, it } from '@jest/globals'
import { fault, type SimulatorOptions } from '../simulator/index.js'
import { AsCode, parameter } from '../support/as-code.js'
import { PROJECT_ID } from '../support/ids.js'
import { closedAfterEach } from '../support/closing.js'

const FILE = 'template.yml'
const DEFINITION = `version: 1
template:
  name: my-maven
  description: Builds with Maven
  parameters:
    codeBranch: {default: main, runtime: true}
  steps:
    - {name: Maven, module: 20043, with: {image: maven3, command: mvn package}}
`
const given = { inputs: { file: FILE } }

const kept = closedAfterEach<AsCode>((run) => expect(run.simulator.problems).toEqual([]))

async function service(options: SimulatorOptions = {}): Promise<AsCode> {
  const run = kept(await AsCode.over(options))
  run.write(FILE, DEFINITION)
  return run
}

function add(one: AsCode, uuid: string, name: string): void {
  const steps = [
    { module_id: 'devcloud2018.codeci_action_20043.action', name: 'Maven', enable: true, properties: { image: 'maven3', command: 'mvn -v', preCondition: 'SUCCESS' } },
  ]
  one.simulator.templates.set(uuid, {
    uuid,
    fields: { name, tool_type: 'maven', parameters: [parameter('codeBranch', { defaultValue: 'main' })], template: { steps } },
  })
}

describe('template/', () => {
  it.each([[['v1', 'v3']], [['v3']]] as const)('creates once and then finds nothing to do, by %s', async (templates) => {
    const one = await service({ offers: { templates } })
    expect(await one.template('plan', given)).toMatchObject({ exitCode: 0, outputs: { status: 'planned', action: 'create', changed: 'true' } })
    expect(one.writes).toEqual([])
    expect(await one.template('apply', given)).toMatchObject({ exitCode: 0, outputs: { status: 'applied', action: 'create' } })
    const writes = one.writes.length
    expect(await one.template('apply', given)).toMatchObject({ exitCode: 0, outputs: { action: 'none', diff: '' } })
    expect(one.writes).toHaveLength(writes)
    expect(one.simulator.templates.size).toBe(1)
  })

  it('replaces a changed template by a new one that keeps what the file does not name', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    const result = await one.template('apply', given)
    expect(result).toMatchObject({ exitCode: 0, outputs: { action: 'update', changed: 'true' } })
    const [[uuid, { fields }] = ['', { fields: {} }], ...others] = one.simulator.templates
    expect(others).toEqual([])
    expect(result.outputs['template-id']).toBe(uuid)
    expect(fields).toMatchObject({
      tool_type: 'maven',
      description: 'Builds with Maven',
      template: { steps: [{ properties: { command: 'mvn package', preCondition: 'SUCCESS' } }] },
    })
    expect(one.writes.map(({ method }) => method)).toEqual(['POST', 'DELETE'])
  })

  it('passes with a warning where the old one stays', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    const refusal = fault.status(403, { error_code: 'CB.403', error_msg: 'no right to delete' })
    one.simulator.faults.add({ route: 'template-delete', call: 'every', fault: refusal })
    const result = await one.template('apply', given)
    expect(result.exitCode).toBe(0)
    expect(result.stdout).toMatch(/::warning::The old template my-maven \(old\) is still there/)
  })

  it('fails after a cancel between the two writes, and names the old one', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    one.simulator.faults.add({ route: 'template-create', call: 1, fault: fault.delay('500ms') })
    const step = one.step('template', 'apply', given)
    while (one.writes.length === 0) await new Promise((r) => setTimeout(r, 5))
    step.child.kill('SIGINT')
    const result = await step.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed', action: 'update', changed: 'true' } })
    expect(result.stdout).toMatch(/::warning::The old template my-maven \(old\) is still there/)
    expect(one.writes).toHaveLength(1)
  })

  it('finds the template that a creation with a lost answer made', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    one.simulator.faults.add({ route: 'template-create', call: 1, fault: fault.reset('after-acting') })
    expect(await one.template('apply', given)).toMatchObject({ exitCode: 0, outputs: { action: 'update' } })
    expect(one.simulator.templates.size).toBe(1)
  })

  it('exports what a plan finds nothing to do for', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    const file = 'exported.yml'
    const exported = await one.template('export', { inputs: { name: 'my-maven', file } })
    expect(exported).toMatchObject({ exitCode: 0, outputs: { status: 'exported', 'template-id': 'old' } })
    expect(exported.stdout).not.toContain('::warning::')
    expect(await one.template('plan', { inputs: { file } })).toMatchObject({ outputs: { action: 'none', diff: '' } })
  })

  it('lists over all pages by a part of the name, and deletes by the exact one', async () => {
    const one = await service()
    for (let at = 0; at < 130; at += 1) add(one, `t-${at}`, `maven-${at}`)
    add(one, 'gradle', 'gradle')
    const listed = await one.template('list', { inputs: { name: 'maven-' } })
    expect(listed).toMatchObject({ exitCode: 0, outputs: { status: 'listed', action: 'none' } })
    expect(JSON.parse(listed.outputs['templates'] ?? '')).toHaveLength(130)
    const refused = await one.template('delete', { inputs: { name: 'gradle', confirm: 'gradl' } })
    expect(refused).toMatchObject({ exitCode: 1, outputs: { status: 'refused' } })
    const deleted = await one.template('delete', { inputs: { name: 'gradle', confirm: 'gradle' } })
    expect(deleted).toMatchObject({ exitCode: 0, outputs: { status: 'deleted', action: 'delete' } })
    expect(one.simulator.templates.has('gradle')).toBe(false)
  })

  it('refuses to choose between two of one name', async () => {
    const one = await service()
    add(one, 'first', 'my-maven')
    add(one, 'second', 'my-maven')
    const result = await one.template('apply', given)
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'refused' } })
    expect(result.stdout).toContain('first, second')
    expect(one.writes).toEqual([])
  })

  it('gives a task its steps', async () => {
    const one = await service()
    add(one, 'old', 'my-maven')
    one.write('task.yml', `version: 1\ntask: {project: ${PROJECT_ID}, name: shop, arch: arm, template: my-maven}\n`)
    expect(await one.task('apply', { inputs: { file: 'task.yml' } })).toMatchObject({ exitCode: 0, outputs: { action: 'create' } })
    expect(one.simulator.tasks[0]?.definition).toMatchObject({ steps: [{ name: 'Maven', properties: { command: 'mvn -v' } }] })
    expect(await one.task('plan', { inputs: { file: 'task.yml' } })).toMatchObject({ outputs: { action: 'none' } })
  })
})
