import type { Family } from './family.js'
import { FORMS } from './boxes-forms.js'
import { LookBackMatcher } from './look-back.js'

/** Tools that print a message, a gap, and then the place. */
export const boxes: Family = {
  tools:
    'Terraform, OpenTofu, Test::More, Rollup, TFLint, Sass, esbuild, Angular 17 and later, Vite, tsup, cfn-lint, PureScript, Deno, Parcel, Credo, xcpretty, Nix, AspectJ, Tombi, Antora',
  reads: {
    en: 'the message, and the place on a line of its own below it',
    zh: '先是消息，位置单独占下方一行',
  },
  matcher: () => new LookBackMatcher(FORMS),
  starts: [String.raw`\s{1,16}on line \d{1,7} of \S`],
}
