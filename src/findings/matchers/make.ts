import type { Family } from './family.js'
import { LINE, PATH } from './words.js'

export const make: Family = {
  tools: 'GNU make, Meson, CMake presets',
  reads: { en: '`Makefile:5: *** text.  Stop.`', zh: '`Makefile:5: *** text.  Stop.`' },
  forms: [
    {
      has: ': *** ',
      regexp: new RegExp(`^${PATH}:${LINE}: \\*\\*\\* (?<message>.+)$`, 'u'),
      severity: 'error',
    },
    {
      has: 'meson.build:',
      regexp:
        /^(?<path>(?:[^:"<>|?\t]{1,400}\/)?meson\.build):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<severity>ERROR|WARNING): (?<message>.+)$/,
    },
  ],
}
