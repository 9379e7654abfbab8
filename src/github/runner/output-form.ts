/** A longer text is no word of a status. UTF-16 units. */
const LONGEST_WORD_UNITS = 200

const FORMS: Readonly<Record<string, RegExp>> = {
  'build-number': /^\d{1,16}$/,
  'daily-build-number': /^\d{8}\.\d{1,9}$/,
  // Some answers carry a shortened id.
  commit: /^(?:[0-9a-f]{7,64})?$/i,
  'record-id': /^[0-9A-Za-z-]{1,64}$/,
}

/** Outputs that are a service's own word: one line. */
const WORDS: ReadonlySet<string> = new Set(['remote-status'])

/**
 * Whether a value may be this output: workflows script against it, so they get none rather than one of another form.
 */
export function hasForm(name: string, value: string): boolean {
  if (WORDS.has(name))
    return value.length <= LONGEST_WORD_UNITS && !/[\p{Cc}\u2028\u2029]/u.test(value)
  return (Object.hasOwn(FORMS, name) ? FORMS[name] : undefined)?.test(value) ?? true
}
