import { describe, expect, it } from '@jest/globals'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CREDENTIALS, fault, type Job, type SimulatorOptions } from '../simulator/index.js'
import type { ActionResult } from '../support/action-process.js'
import { JOB_ID, PROJECT_ID } from '../support/ids.js'
import { AsCode, fieldIn, parameter } from '../support/as-code.js'
import { closedAfterEach } from '../support/closing.js'

const SECRET = 'hunter2-of-the-task'
const OLD_SECRET = 'the-secret-that-was-there'
const HOOK = 'https://hooks.example.com/services/T000/secret-of-the-hook'
const FILE = 'task.yml'

const DEFINITION = `version: 1
task:
  project: ${PROJECT_ID}
  name: shop-backend
  arch: x86-64
  flavor: 2u8g
  scms:
    - {scm_type: codehub, url: "git@host:shop/backend.git", branch: main}
  parameters:
    codeBranch: {default: main, runtime: true, description: Branch}
    profile: {default: prod, values: [prod, test]}
    nexusToken: {sensitive: true, valueFrom: {env: NEXUS_TOKEN}}
  triggers:
    - {cron: "53 15 * * 1,2,3,4,5", timeZone: Asia/Shanghai}
  steps:
    - name: Maven
      module: 20043
      with:
        image: maven3.5.3-jdk8-open
        command: |
          mvn -B package
          ls target
    - name: Upload
      module: 20018
      with: {file: "**/target/*.jar"}
  notifications:
    MESSAGE: [buildJobFail, updateConfigJob]
`

const CLICKED = {
  arch: 'x86-64',
  flavor: '2U8G',
  group_id: 'group-of-the-console',
  parameters: [
    parameter('codeBranch', { defaultValue: 'main', staticVar: 'true', deletion: 'false' }),
    parameter('nexusToken', { defaultValue: OLD_SECRET, sensitiveVar: 'true' }),
  ],
  scms: [{ scm_type: 'codehub', url: 'git@host:shop/backend.git', branch: 'main', repo_id: '7' }],
  steps: [
    {
      module_id: 'devcloud2018.codeci_action_20043.action',
      name: 'Maven',
      enable: true,
      properties: { image: 'maven3', command: 'mvn -B package\n', addedByService: { deep: ['kept'] } },
    },
    {
      module_id: 'devcloud2018.codeci_action_20017.action',
      name: 'Shell',
      enable: true,
      properties: { image: 'shell', command: 'ls', alsoAdded: 'kept' },
    },
  ],
}

const kept = closedAfterEach<AsCode>((run) => {
  expect(run.simulator.problems).toEqual([])
  expect(run.simulator.requests.filter(({ path }) => /recycling-(deletion|empty)/.test(path))).toEqual([])
})

async function service(options: SimulatorOptions = {}): Promise<AsCode> {
  return kept(await AsCode.over(options))
}

const given = { inputs: { file: FILE }, env: { NEXUS_TOKEN: SECRET } }
const withJobId = { inputs: { 'job-id': JOB_ID } }

function withFile(one: AsCode, text = DEFINITION): AsCode {
  one.write(FILE, text)
  return one
}

function onlyTask(one: AsCode): Job | undefined {
  expect(one.simulator.tasks).toHaveLength(1)
  return one.simulator.tasks[0]
}

/** All that a step leaves behind, without the lines that tell the runner what to mask. */
function shownBy({ stdout, stderr, outputs, summary, state }: ActionResult): string {
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  return JSON.stringify([lines, stderr, outputs, summary, state])
}

function propertiesOf(job: Job | undefined, at: number): unknown {
  const steps = job?.definition['steps'] as { properties: unknown }[] | undefined
  return steps?.[at]?.properties
}

describe('task/ with a task that is not there', () => {
  it('plans its creation, and writes nothing', async () => {
    const one = withFile(await service())
    const result = await one.task('plan', given)
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { status: 'planned', action: 'create', changed: 'true' },
    })
    expect(result.outputs['diff']).toContain('+name: shop-backend')
    expect(result.summary).toContain('```diff\n')
    expect(one.writes).toEqual([])
  })

  it.each([[['v1', 'v3']], [['v3']]] as const)(
    'creates it once, with all the file says, by %s',
    async (definitions) => {
      const one = withFile(await service({ offers: { definitions, jobs: [...definitions] } }))
      const first = await one.task('apply', given)
      expect(first).toMatchObject({ exitCode: 0, outputs: { status: 'applied', action: 'create', changed: 'true' } })
      const job = onlyTask(one)
      expect(first.outputs['job-id']).toBe(job?.id)
      expect(fieldIn(job, 'nexusToken', 'defaultValue')).toBe(SECRET)
      expect(job?.notices.get('MESSAGE')?.events).toEqual(['buildJobFail', 'updateConfigJob'])
      const writes = one.writes.length
      const second = await one.task('apply', given)
      expect(second).toMatchObject({ exitCode: 0, outputs: { action: 'none', changed: 'false', diff: '' } })
      expect(one.writes).toHaveLength(writes)
    },
  )

  it.each(['reset', 'stall', 'body', 'status'] as const)(
    'finds the task that a creation with a lost answer made (%s)',
    async (kind) => {
      const one = withFile(await service({ jobListV1As: 'job_list' }))
      const lost = {
        reset: fault.reset('after-acting'),
        stall: fault.reset('inside-body'),
        body: fault.body('truncated'),
        status: fault.body('empty'),
      }
      one.simulator.faults.add({ route: 'task-create', call: 1, fault: lost[kind] })
      expect(await one.task('apply', given)).toMatchObject({
        exitCode: 0,
        outputs: { status: 'applied', action: 'create' },
      })
      onlyTask(one)
    },
  )

  it('repeats a creation that surely was not carried out', async () => {
    const one = withFile(await service())
    one.simulator.faults.add({ route: 'task-create', call: 1, fault: fault.throttled('0') })
    expect(await one.task('apply', given)).toMatchObject({ exitCode: 0, outputs: { action: 'create' } })
    onlyTask(one)
  })

  it('creates nothing under a name that is taken and not listed', async () => {
    const one = withFile(await service())
    one.clicked(CLICKED).with({ listed: false })
    const result = await one.task('apply', given)
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'refused', action: 'none' } })
    expect(result.stdout).toContain('Give job-id')
    expect(one.writes).toEqual([])
  })

  it('refuses to choose between two of one name', async () => {
    const one = withFile(await service())
    one.clicked(CLICKED)
    one.simulator.job('f'.repeat(32)).with({ name: 'shop-backend', projectId: PROJECT_ID })
    const result = await one.task('plan', given)
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'refused' } })
    expect(result.stdout).toMatch(new RegExp(`${JOB_ID}, f{32}`))
  })

  it('never creates a task for a job-id that is not there', async () => {
    const one = withFile(await service())
    const result = await one.task('apply', { ...given, inputs: { file: FILE, 'job-id': 'e'.repeat(32) } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed', action: 'none' } })
    expect(one.writes).toEqual([])
  })
})

describe('task/ with a task that was clicked together', () => {
  it('changes only what the file names, and loses nothing that the service added', async () => {
    const one = withFile(await service())
    const job = one.clicked(CLICKED)
    job.notices.set('MAIL', { events: ['deleteJob'], paramConfig: HOOK })
    job.notices.set('MESSAGE', { events: [], paramConfig: HOOK })
    const result = await one.task('apply', given)
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'applied', action: 'update', 'job-id': JOB_ID } })
    expect(job.definition).toMatchObject({ group_id: 'group-of-the-console', flavor: '2U8G' })
    expect(propertiesOf(job, 0)).toMatchObject({
      addedByService: { deep: ['kept'] },
      command: 'mvn -B package\nls target\n',
    })
    // Another module took the shell's place: nothing of the shell belongs to it.
    expect(propertiesOf(job, 1)).not.toHaveProperty('alsoAdded')
    expect(job.definition['scms']).toMatchObject([{ repo_id: '7' }])
    expect(job.notices.get('MAIL')).toEqual({ events: ['deleteJob'], paramConfig: HOOK })
    expect(job.notices.get('MESSAGE')).toEqual({ events: ['buildJobFail', 'updateConfigJob'], paramConfig: HOOK })
    const writes = one.writes.length
    expect(await one.task('apply', given)).toMatchObject({ exitCode: 0, outputs: { action: 'none' } })
    expect(one.writes).toHaveLength(writes)
    for (const secret of [SECRET, OLD_SECRET, HOOK]) expect(shownBy(result)).not.toContain(secret)
  })

  it('keeps what the service added to a step that moves', async () => {
    const one = await service()
    const job = one.clicked(CLICKED)
    const steps = '- {name: Shell, module: 20017}\n    - {name: Maven, module: 20043}'
    withFile(one, `version: 1\ntask:\n  project: ${PROJECT_ID}\n  name: shop-backend\n  arch: x86-64\n  parameters:\n    nexusToken: {sensitive: true, valueFrom: {env: NEXUS_TOKEN}}\n  steps:\n    ${steps}\n`)
    expect(await one.task('apply', given)).toMatchObject({ exitCode: 0 })
    expect(propertiesOf(job, 0)).toMatchObject({ alsoAdded: 'kept', command: 'ls' })
    expect(propertiesOf(job, 1)).toMatchObject({ addedByService: { deep: ['kept'] } })
  })

  it('writes nothing without a value for every secret that the task keeps', async () => {
    const one = withFile(await service())
    one.clicked({ ...CLICKED, parameters: [...CLICKED.parameters, parameter('other', { sensitiveVar: 'true', defaultValue: OLD_SECRET })] })
    const unnamed = await one.task('apply', given)
    expect(unnamed).toMatchObject({ exitCode: 1, outputs: { status: 'refused', action: 'none', changed: 'false' } })
    expect(unnamed.stdout).toMatch(/::error::Nothing was written, .*: other\./)
    const empty = await one.task('apply', { inputs: { file: FILE, prune: 'true' }, env: { NEXUS_TOKEN: '' } })
    expect(empty.stdout).toMatch(/Nothing was written, .*: nexusToken \(variable NEXUS_TOKEN is empty or not set\)\./)
    expect(one.writes).toEqual([])
    const pruned = await one.task('apply', { ...given, inputs: { file: FILE, prune: 'true' } })
    expect(pruned).toMatchObject({ exitCode: 0, outputs: { status: 'applied' } })
    expect(fieldIn(onlyTask(one), 'other', 'name')).toBeUndefined()
  })

  it('writes a secret alone only where it is forced', async () => {
    const one = withFile(await service())
    await one.task('apply', given)
    const writes = one.writes.length
    const changed = { inputs: { file: FILE }, env: { NEXUS_TOKEN: 'another-secret-now' } }
    expect(await one.task('apply', changed)).toMatchObject({ outputs: { action: 'none' } })
    expect(one.writes).toHaveLength(writes)
    const forced = { ...changed, inputs: { file: FILE, 'force-secrets': 'true' } }
    expect(await one.task('apply', forced)).toMatchObject({ exitCode: 0, outputs: { action: 'update', changed: 'true' } })
    expect(fieldIn(onlyTask(one), 'nexusToken', 'defaultValue')).toBe('another-secret-now')
  })

  it('needs no secret where only the switch or notifications differ', async () => {
    const one = withFile(await service())
    await one.task('apply', given)
    withFile(one, `${DEFINITION.replace('[buildJobFail, updateConfigJob]', '[]')}  disabled: true\n`)
    const result = await one.task('apply', { inputs: { file: FILE } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { action: 'update', changed: 'true' } })
    expect(onlyTask(one)?.traits.disabled).toBe(true)
    expect(onlyTask(one)?.notices.get('MESSAGE')?.events).toEqual([])
    expect(one.writes.slice(-2).map(({ path }) => path.split('/').at(-1))).toEqual(['notice', 'disable'])
  })

  it('renames by job-id', async () => {
    const one = withFile(await service(), DEFINITION.replace('name: shop-backend', 'name: shop-api'))
    one.clicked(CLICKED)
    const result = await one.task('apply', { ...given, inputs: { file: FILE, ...withJobId.inputs } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { action: 'update' } })
    expect(onlyTask(one)?.traits.name).toBe('shop-api')
  })

  it('turns a plan red where drift shall fail', async () => {
    const one = withFile(await service())
    one.clicked(CLICKED)
    const result = await one.task('plan', { inputs: { file: FILE, 'fail-on-drift': 'true' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'planned', action: 'update', changed: 'true' } })
    expect(one.writes).toEqual([])
  })

  it('refuses a task of another project', async () => {
    const one = withFile(await service(), DEFINITION.replace(PROJECT_ID, 'f'.repeat(32)))
    one.clicked(CLICKED)
    const result = await one.task('apply', { ...given, inputs: { file: FILE, ...withJobId.inputs } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'refused' } })
    expect(one.writes).toEqual([])
  })
})

describe('task/ in mode export', () => {
  it('writes a file that a plan finds nothing to do for, without secrets', async () => {
    const one = await service()
    const job = one.clicked(CLICKED)
    job.notices.set('MAIL', { events: ['deleteJob'], paramConfig: HOOK })
    const exported = await one.task('export', { inputs: { ...withJobId.inputs, file: 'tasks/shop.yml' } })
    expect(exported).toMatchObject({
      exitCode: 0,
      outputs: { status: 'exported', action: 'none', changed: 'false', file: join(one.workspace, 'tasks/shop.yml') },
    })
    expect(exported.stdout).not.toContain('::warning::')
    const text = one.read('tasks/shop.yml')
    expect(text).toMatch(/nexusToken:\n +sensitive: true\n +valueFrom:\n +env: NEXUS_TOKEN\n/)
    expect(text).toContain('module: 20043')
    for (const unwanted of [OLD_SECRET, HOOK, '****', 'domain_id', 'limit_time:', JOB_ID]) {
      expect(text).not.toContain(unwanted)
    }
    const plan = await one.task('plan', { inputs: { file: 'tasks/shop.yml' } })
    expect(plan).toMatchObject({ exitCode: 0, outputs: { action: 'none', changed: 'false', diff: '' } })
    expect(one.writes).toEqual([])
    const again = await one.task('export', { inputs: { ...withJobId.inputs, file: 'tasks/shop.yml' } })
    expect(again.exitCode).toBe(0)
    expect(one.read('tasks/shop.yml')).toBe(text)
  })

  it('warns of a property that looks like a secret', async () => {
    const one = await service()
    one.clicked({ arch: 'arm', steps: [{ module_id: 'm', name: 'S', enable: true, properties: { apiToken: 'x' } }] })
    const { stdout } = await one.task('export', { inputs: { ...withJobId.inputs, file: FILE } })
    expect(stdout).toContain('::warning::task.steps[0].with.apiToken looks like a secret')
  })

  it('replaces no file that is not this task', async () => {
    const one = withFile(await service(), DEFINITION.replace('name: shop-backend', 'name: other'))
    one.clicked(CLICKED)
    writeFileSync(join(one.workspace, 'README.md'), 'Read me.\n')
    for (const file of [FILE, 'README.md']) {
      const before = one.read(file)
      const result = await one.task('export', { inputs: { ...withJobId.inputs, file } })
      expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'refused' } })
      expect(one.read(file)).toBe(before)
    }
  })

  it('follows no link out of the workspace, reading and writing', async () => {
    const one = await service()
    one.clicked(CLICKED)
    symlinkSync('/tmp', join(one.workspace, 'out'))
    symlinkSync('/etc/hostname', join(one.workspace, 'link.yml'))
    mkdirSync(join(one.workspace, '.git'))
    for (const file of ['out/x.yml', 'link.yml', '../x.yml', '.git/config', '/etc/hostname']) {
      for (const mode of ['export', 'plan']) {
        const ref = mode === 'export' ? withJobId.inputs : {}
        const result = await one.task(mode, { inputs: { ...ref, file } })
        expect([file, mode, result.exitCode, result.outputs['status']]).toEqual([file, mode, 1, 'not-started'])
      }
    }
    expect(one.simulator.requests).toEqual([])
  })
})

describe('task/ in the other modes', () => {
  it('deletes only by the exact name, into the recycle bin, and says for how long', async () => {
    const one = await service()
    const job = one.clicked(CLICKED)
    const wrong = await one.task('delete', { inputs: { ...withJobId.inputs, confirm: 'Shop-Backend' } })
    expect(wrong).toMatchObject({ exitCode: 1, outputs: { status: 'refused', action: 'none', changed: 'false' } })
    expect(one.writes).toEqual([])
    one.simulator.faults.add({ route: 'task-delete', call: 1, fault: fault.reset('after-acting') })
    const result = await one.task('delete', { inputs: { ...withJobId.inputs, confirm: 'shop-backend' } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'deleted', action: 'delete', changed: 'true' } })
    expect(result.stdout).toContain('recycle bin keeps it for 29 days')
    expect(job.traits.deleted).toBe(true)
  })

  it.each([
    ['v1', { definitions: ['v1', 'v3'] }],
    ['v3', { definitions: ['v3'] }],
    ['v3, where only the list of the project tells', { definitions: ['v3'], jobInfo: false, checkDisable: false }],
  ] as const)('disables and enables by %s, and writes nothing twice', async (_name, offers) => {
    const one = await service({ offers })
    const job = one.clicked(CLICKED)
    const disabled = await one.task('disable', withJobId)
    expect(disabled).toMatchObject({ exitCode: 0, outputs: { status: 'disabled', action: 'disable', changed: 'true' } })
    expect(job.traits.disabled).toBe(true)
    expect(await one.task('enable', withJobId)).toMatchObject({ outputs: { status: 'enabled', action: 'enable' } })
    const writes = one.writes.length
    const again = await one.task('enable', withJobId)
    expect(again).toMatchObject({ exitCode: 0, outputs: { status: 'enabled', action: 'none', changed: 'false' } })
    expect(one.writes).toHaveLength(writes)
  })
})

describe('task/ with bad inputs', () => {
  it('tells all of them and all mistakes in the file at once, before any request', async () => {
    const one = withFile(await service(), DEFINITION.replace('arch: x86-64', 'arch: x86').replace('flavor:', 'flavour:'))
    const result = await one.task('plan', {
      inputs: { file: FILE, confirm: 'x', prune: 'maybe', 'secret-access-key': '' },
      env: { NEXUS_TOKEN: SECRET },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toMatch(/::error file=task\.yml,line=5,endLine=5,col=3,title=Definition::task\.yml:5:3: task\.arch: This is "x86": it must be x86-64 or arm\./)
    expect(result.stdout).toMatch(/::error file=task\.yml,line=6,.*did you mean flavor\?/)
    expect(result.stdout).toContain('Input confirm is given, but mode plan does not use it; it belongs to delete.')
    expect(result.stdout.match(/^::error/gm)?.length).toBeGreaterThanOrEqual(5)
    expect(one.simulator.requests).toEqual([])
    expect(shownBy(result)).not.toContain(SECRET)
  })

  it('takes two names for one task for a mistake', async () => {
    const one = withFile(await service())
    const inputs = { file: FILE, 'project-id': PROJECT_ID, 'job-name': 'another' }
    const result = await one.task('apply', { ...given, inputs })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain('task.name in the file is "shop-backend"')
    expect(one.simulator.requests).toEqual([])
  })

  it('masks a secret that stands in the file by mistake', async () => {
    const one = withFile(await service(), DEFINITION.replace('sensitive: true,', `sensitive: true, default: ${SECRET},`))
    const result = await one.task('plan', { inputs: { file: FILE } })
    expect(result.stdout).toContain(`::add-mask::${SECRET}`)
    expect(shownBy(result)).not.toContain(SECRET)
    expect(shownBy(result)).not.toContain(CREDENTIALS.secretAccessKey)
  })
})

describe('A cancel during the last write', () => {
  it('fails the step, and says that the write was done', async () => {
    const one = await service()
    one.clicked(CLICKED)
    one.simulator.faults.add({ route: 'task-delete', call: 1, fault: fault.delay('500ms') })
    const step = one.step('task', 'delete', { inputs: { ...withJobId.inputs, confirm: 'shop-backend' } })
    while (one.writes.length === 0) await new Promise((r) => setTimeout(r, 5))
    step.child.kill('SIGINT')
    expect(await step.done).toMatchObject({
      exitCode: 1,
      signal: null,
      outputs: { status: 'failed', action: 'delete', changed: 'true' },
    })
  })
})

describe('A cancelled apply', () => {
  it('finishes the write on its way, begins no other, says what was done, and goes on the next time', async () => {
    const one = withFile(await service(), `${DEFINITION}  disabled: true\n`)
    one.simulator.faults.add({ route: 'task-create', call: 1, fault: fault.delay('1s') })
    const step = one.step('task', 'apply', given)
    while (!one.writes.some(({ path }) => path.endsWith('/create'))) await new Promise((r) => setTimeout(r, 5))
    const sentAt = Date.now()
    step.child.kill('SIGINT')
    const result = await step.done
    expect(result).toMatchObject({
      exitCode: 1,
      signal: null,
      outputs: { status: 'failed', action: 'create', changed: 'true' },
    })
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
    expect(result.stdout).toMatch(/^Written: the task /m)
    expect(result.stdout).toMatch(/^Not written, or not surely: the notifications by MESSAGE, that it is disabled\.$/m)
    expect(one.writes).toHaveLength(1)
    expect(await one.task('apply', given)).toMatchObject({ exitCode: 0, outputs: { action: 'update' } })
    expect(onlyTask(one)?.traits.disabled).toBe(true)
    expect(await one.task('plan', given)).toMatchObject({ outputs: { action: 'none' } })
  })
})
