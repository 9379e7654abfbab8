import { fault, type Fault } from '../simulator/index.js'
import type { Dice } from './dice.js'
import type { AnyWorld, NetworkFault } from '../world/index.js'

/** What one row of the fault table does to a call. */
export type Trouble = Fault | NetworkFault

/** Every way the service and the network fail in one request, by the names of docs/how-it-works.md. */
export const TROUBLES = {
  '429': fault.throttled(),
  '429 with Retry-After': fault.throttled('7'),
  '500 CB.00060211': fault.tooFrequent(),
  '500 CB.00060100': fault.status(500, { error_code: 'CB.00060100', error_msg: 'Network busy' }),
  '502': fault.status(502),
  '503': fault.status(503, '', { 'Retry-After': '3' }),
  '504': fault.status(504),
  'HTML with 200': fault.html(200),
  'HTML with 502': fault.html(502),
  'a refused connection': 'refused',
  'a DNS failure': 'dns',
  'a reset before it acts': fault.reset('before-acting'),
  'a reset after it acted': fault.reset('after-acting'),
  'a reset inside the body': fault.reset('inside-body'),
  'a stall before it acts': fault.stall('before-acting'),
  'a stall after it acted': fault.stall('after-acting'),
  'a stall inside the body': fault.stall('inside-body'),
  'truncated JSON': fault.body('truncated'),
  'a wrong content type': fault.body('wrong-type'),
  'an empty body': fault.body('empty'),
  'a packed body': fault.body('gzip'),
  'split characters': fault.body('split-characters'),
} as const satisfies Readonly<Record<string, Trouble>>

export type TroubleName = keyof typeof TROUBLES

export const TROUBLE_NAMES = Object.keys(TROUBLES) as readonly TroubleName[]

/** Real milliseconds that a stalled request takes in these tests. */
export const PATIENCE_MS = 250

/** Lets the calls from `from` to `to` (from 1, both in it) meet a trouble; stalls take real time: one is enough. */
export function meet(
  world: AnyWorld,
  call: string,
  trouble: Trouble,
  [from, to]: readonly [number, number],
): void {
  if (typeof trouble === 'string') world.network.lose(call, from, to, trouble)
  else {
    const last = trouble.kind === 'stall' ? from : to
    world.simulator.faults.add({ route: call, call: [from, last], fault: trouble })
  }
}

/** Any of them as the service's own; a refusal of who asks, too. */
export function randomTrouble(dice: Dice): Fault {
  if (dice.chance(0.05)) return fault.status(401, { error_code: 'APIGW.0301' })
  const named = TROUBLES[dice.pick(TROUBLE_NAMES as [TroubleName])]
  if (typeof named === 'string') return fault.status(503)
  // Stalls take real time.
  return named.kind === 'stall' && dice.chance(0.8) ? fault.status(504) : named
}
