import { isReportedCommitId } from '../../text/index.js'

/** A longer text is no word of a status. UTF-16 units. */
const LONGEST_WORD_UNITS = 200

const FORMS: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['build-number', matching(/^\d{1,16}$/)],
  ['daily-build-number', matching(/^\d{8}\.\d{1,9}$/)],
  ['commit', (value) => value === '' || isReportedCommitId(value)],
  ['record-id', matching(/^[0-9A-Za-z-]{1,64}$/)],
  ['execution-id', matching(/^[0-9A-Za-z-]{1,64}$/)],
  // Never starred, so that nothing else may stand there.
  ['status-code', matching(/^\d{1,9}$/)],
  ['remote-status', isWord],
])

/**
 * Whether a value may be this output: workflows script against it, so they get none rather than one of another form.
 */
export function hasForm(name: string, value: string): boolean {
  return FORMS.get(name)?.(value) ?? true
}

function matching(form: RegExp): (value: string) => boolean {
  return (value) => form.test(value)
}

/** The service's own word for a status, on one line. */
function isWord(value: string): boolean {
  return value.length <= LONGEST_WORD_UNITS && !/[\p{Cc}\u2028\u2029]/u.test(value)
}
