import { describe, expect, it } from '@jest/globals'
import type { StepDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/shapes/index.js'
import {
  laidScms,
  laidSteps,
  laidTriggers,
  listIn,
  scmView,
  stepView,
  triggerView,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/wire-lists.js'

const TIMER = 'hudson.triggers.TimerTrigger'
const step = (name: string, module: string, own: string) => ({
  module_id: module,
  name,
  enable: true,
  properties: { image: 'img', own },
})
const wanted = (name: string, module: string, image = 'img'): StepDefinition => ({
  name,
  module,
  with: { image },
})

const maven = step('Maven', 'm1', 'of maven')
const shell = step('Shell', 'm2', 'of shell')
const secondShell = step('Shell', 'm2', 'of the second shell')

/** The property that the service added, by the wanted steps' order. */
function ownOf(now: readonly object[], steps: readonly StepDefinition[]) {
  const laid = laidSteps(listIn({ now }, 'now'), steps)
  return laid
    .map((one) => stepView(one)['with'])
    .map((properties) => ({ ...(properties as object) }))
}

describe('Steps laid over those that are there', () => {
  type Case = readonly [
    what: string,
    now: readonly object[],
    steps: readonly StepDefinition[],
    own: readonly (string | undefined)[],
  ]
  it.each<Case>([
    [
      'stay at their place',
      [maven, shell],
      [wanted('Maven', 'm1'), wanted('Shell', 'm2')],
      ['of maven', 'of shell'],
    ],
    [
      'change places',
      [maven, shell],
      [wanted('Shell', 'm2'), wanted('Maven', 'm1')],
      ['of shell', 'of maven'],
    ],
    [
      'move behind a new one',
      [maven],
      [wanted('Shell', 'm2'), wanted('Maven', 'm1')],
      [undefined, 'of maven'],
    ],
    ['get another name', [maven], [wanted('Build', 'm1')], ['of maven']],
    ['give way to another module', [maven], [wanted('Maven', 'm9')], [undefined]],
    [
      'of one name each keep their own',
      [shell, secondShell],
      [wanted('Shell', 'm2'), wanted('Shell', 'm2')],
      ['of shell', 'of the second shell'],
    ],
    [
      'are taken once only',
      [shell],
      [wanted('Shell', 'm2'), wanted('Shell', 'm2')],
      ['of shell', undefined],
    ],
    [
      'keep their place before a namesake',
      [maven, shell, secondShell],
      [wanted('Shell', 'm2'), wanted('Maven', 'm1'), wanted('Shell', 'm2')],
      ['of shell', 'of maven', 'of the second shell'],
    ],
  ])('%s', (_what, now, steps, own) => {
    expect(ownOf(now, steps).map((properties) => (properties as { own?: string }).own)).toEqual(own)
  })

  it('are exactly what they were where nothing differs by meaning', () => {
    const there = { ...maven, version: '2.0', properties: { flag: 'true', image: 'img' } }
    const same: StepDefinition = {
      name: 'Maven',
      module: 'm1',
      version: '2.0',
      enabled: true,
      with: { flag: true },
    }
    expect(laidSteps([there], [same])).toEqual([there])
    expect(laidSteps([{ ...there, properties: null }], [{ name: 'Maven', module: 'm1' }])).toEqual([
      { ...there, properties: null },
    ])
  })

  it('take over the version, the switch and single properties', () => {
    const changed: StepDefinition = {
      name: 'Maven',
      module: 'm1',
      version: '3',
      enabled: false,
      with: { image: 'new' },
    }
    expect(laidSteps([maven], [changed])).toEqual([
      { ...maven, version: '3', enable: false, properties: { image: 'new', own: 'of maven' } },
    ])
  })

  it('run unless the file says otherwise: a new one gets the switch, one without it counts as on', () => {
    expect(laidSteps([], [{ name: 'A', module: 'm' }])).toEqual([
      { module_id: 'm', name: 'A', enable: true },
    ])
    const unmarked = { module_id: 'm', name: 'A' }
    expect(laidSteps([unmarked], [{ name: 'A', module: 'm', enabled: true }])).toEqual([unmarked])
    expect(laidSteps([unmarked], [{ name: 'A', module: 'm', enabled: false }])).toEqual([
      { ...unmarked, enable: false },
    ])
  })
})

describe('A step of the service', () => {
  it.each<readonly [object, object]>([
    [
      {
        module_id: 'devcloud2018.codeci_action_20043.action',
        name: 'Maven',
        enable: true,
        version: null,
        properties: { a: '', b: 1 },
      },
      { name: 'Maven', module: 20043, enabled: true, with: { b: 1 } },
    ],
    [
      { module_id: 'mine.action', name: 'X', enable: false },
      { name: 'X', module: 'mine.action', enabled: false },
    ],
    [
      { module_id: 'm', enable: 'false' },
      { module: 'm', enabled: false },
    ],
    [{ module_id: 'm', enable: 'true' }, { module: 'm' }],
  ])('%j is shown as %j', (stored, view) => {
    expect(stepView({ ...stored })).toEqual(view)
  })
})

describe('Repositories laid over those that are there', () => {
  const there = {
    url: 'a',
    branch: 'main',
    repo_id: '7',
    repo_name: 'shop',
    scm_type: 'codehub',
    depth: '1',
  }

  it('keep what the file does not name', () => {
    expect(laidScms([there], [{ url: 'a', branch: 'dev' }])).toEqual([{ ...there, branch: 'dev' }])
    expect(laidScms([there], [{ branch: 'dev' }])).toEqual([{ ...there, branch: 'dev' }])
  })

  it('take nothing along that belongs to another address', () => {
    expect(laidScms([there], [{ url: 'b' }])).toEqual([
      { url: 'b', branch: 'main', scm_type: 'codehub', depth: '1' },
    ])
  })

  it('are found by their address where they moved', () => {
    const second = { url: 'b', repo_id: '8' }
    expect(laidScms([there, second], [{ url: 'b' }, { url: 'a' }])).toEqual([second, there])
  })

  it('are new where there is none', () => {
    expect(laidScms([], [{ url: 'a', is_auto_build: true }])).toEqual([
      { url: 'a', is_auto_build: true },
    ])
  })

  it('are shown with the keys of a definition alone', () => {
    expect(scmView({ ...there, end_point_id: null, unknown: 'x' })).toEqual(there)
  })
})

describe('Triggers laid over those that are there', () => {
  const field = (name: string, value: string) => ({ name, value })
  const timer = {
    name: TIMER,
    parameters: [
      field('spec', '1 2 * * 3'),
      field('timeZone', 'China Standard Time'),
      field('isDST', 'false'),
    ],
  }

  it('change what the file says, and keep the fields of the service', () => {
    expect(laidTriggers([timer], [{ cron: '5 6 * * 1', timeZone: 'Asia/Shanghai' }])).toEqual([
      {
        name: TIMER,
        parameters: [
          field('spec', '5 6 * * 1'),
          field('timeZone', 'China Standard Time'),
          field('isDST', 'false'),
          field('timeZoneId', 'Asia/Shanghai'),
        ],
      },
    ])
    expect(laidTriggers([timer], [{ cron: '1 2 * * 3' }])).toEqual([timer])
  })

  it('take nothing over from a trigger of another kind', () => {
    const named = { name: 'my.Trigger', parameters: new Map([['key', 'x']]) }
    expect(laidTriggers([timer], [named])).toEqual([
      { name: 'my.Trigger', parameters: [field('key', 'x')] },
    ])
  })

  it.each<readonly [object, object]>([
    [timer, { cron: '1 2 * * 3' }],
    [
      { ...timer, parameters: [field('spec', '1 2 * * 3'), field('timeZoneId', 'Asia/Shanghai')] },
      { cron: '1 2 * * 3', timeZone: 'Asia/Shanghai' },
    ],
    [
      { name: 'my.Trigger', parameters: [field('key', 'x')] },
      { name: 'my.Trigger', parameters: { key: 'x' } },
    ],
    [{ name: 'my.Trigger', parameters: null }, { name: 'my.Trigger' }],
  ])('show %j as %j', (stored, view) => {
    expect(triggerView({ ...stored })).toEqual(view)
  })
})
