import { list } from './collections.js'
import { object } from './object.js'
import { choice } from './scalars.js'
import type { Shape } from './shape.js'

const NOTICE_TYPES = ['MESSAGE', 'MAIL', 'WECOM', 'DING_TALK', 'FEISHU'] as const
const NOTICE_EVENTS = [
  'buildJobSuccess',
  'buildJobFail',
  'updateConfigJob',
  'deleteJob',
  'forbiddenJob',
] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

export const notifications = object([], {
  description: 'The events that are told, by the way they are told.',
  shapes: Object.fromEntries(
    NOTICE_TYPES.map((type) => [
      type,
      list(choice(NOTICE_EVENTS, 'An event.'), `Events told by ${type}; none: an empty list.`),
    ]),
  ),
}) as Shape<Readonly<Record<string, readonly NoticeEvent[]>>>
