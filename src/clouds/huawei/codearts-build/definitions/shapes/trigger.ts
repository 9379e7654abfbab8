import { list, mapOf } from './collections.js'
import { object } from './object.js'
import { anyText, text } from './scalars.js'

export interface TriggerDefinition {
  readonly cron?: string
  readonly timeZone?: string
  readonly name?: string
  readonly parameters?: ReadonlyMap<string, string>
}

export const triggers = list(
  object([], {
    description: 'A timer, or another trigger by its own name.',
    shapes: {
      cron: text({
        pattern: /^\S.{0,255}$/,
        rule: 'a cron expression, e.g. "53 15 * * 1,2,3,4,5"',
        description: 'When to build.',
      }),
      timeZone: text({
        pattern: /^\S{1,64}$/,
        rule: 'a time zone, e.g. Asia/Shanghai',
        description: 'Time zone of cron.',
      }),
      name: text({
        pattern: /^\S{1,256}$/,
        rule: 'the name of a trigger',
        description: 'Name of a trigger that is no timer.',
      }),
      parameters: mapOf(
        { pattern: /^\S{1,128}$/, rule: 'a name without blanks' },
        anyText('Value.'),
        'Parameters of that trigger.',
      ),
    },
    check: ({ entries, path, place }, complain) => {
      const [timer, named] = [entries.has('cron'), entries.has('name')]
      const mixed = (timer && entries.has('parameters')) || (named && entries.has('timeZone'))
      if (timer === named || mixed) {
        complain({ path, place }, 'A trigger has cron and timeZone, or name and parameters.')
      }
    },
    schema: {
      oneOf: [
        { required: ['cron'], not: { required: ['parameters'] } },
        { required: ['name'], not: { required: ['timeZone'] } },
      ],
    },
  }),
  'Triggers, in their order. An empty list removes all.',
)
