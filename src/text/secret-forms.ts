/** Under this length a value can't be hidden: starring it would star the whole log. UTF-16 units. */
export const SHORTEST_SECRET = 3
/** For base64 forms: shorter ones are a part of ordinary words. */
const SHORTEST_BASE64 = 6

/**
 * What the runner is to mask of a secret. It masks line by line and makes its own encodings of each value, but it masks
 * the short lines of a value of several lines as well (`}` of a key file), so such a value is handed over line by line,
 * without those.
 */
export function maskedForms(secret: string): readonly string[] {
  const lines = linesOf(secret)
  const isOneLine = !/[\r\n]/.test(secret.trim())
  const whole = isOneLine ? [] : [json(secret), percent(secret), ...base64(secret)]
  return unique([...lines, ...whole])
}

/**
 * Every form that we star ourselves, because tools write secrets in them: the value and its lines as they are, and each
 * of them as JSON, XML, HTML, shell, percent-encoded and base64 text. SECURITY.md lists them.
 */
export function starredForms(secret: string): readonly string[] {
  const plain = unique([secret, secret.trim(), ...linesOf(secret)])
  return unique([...plain, ...plain.flatMap(encodedForms)])
}

/** The value's lines, with and without the white space around them. */
function linesOf(secret: string): readonly string[] {
  const lines = secret.split(/[\r\n]+/)
  return unique([...lines, ...lines.map((line) => line.trim())])
}

function unique(forms: readonly string[]): readonly string[] {
  return [...new Set(forms)].filter((form) => form.trim().length >= SHORTEST_SECRET)
}

/** What every way of writing text leaves as it is, apart from base64: most keys and tokens, for which each start waits. */
const WRITTEN_AS_IT_IS = /^[\w.-]+$/

function encodedForms(value: string): readonly string[] {
  if (WRITTEN_AS_IT_IS.test(value)) return base64(value)
  return [
    ...jsonForms(value),
    ...markupForms(value),
    ...shellForms(value),
    ...percentForms(value),
    ...base64(value),
  ]
}

function json(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

/** JSON.stringify; Go, which escapes what HTML reads as well; PHP, which escapes slashes; Python, which keeps to ASCII. */
function jsonForms(value: string): readonly string[] {
  const plain = json(value)
  const unicode = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  return [
    plain,
    plain.replace(/[<>&\u2028\u2029]/g, unicode),
    plain.replaceAll('/', '\\/'),
    plain.replace(/[^\0-\x7f]/g, unicode),
  ]
}

/** Text nodes keep quotation marks; attributes, and the escaping functions of languages, write them in different ways. */
const QUOTATION_MARKS = [
  {},
  { '"': '&quot;' },
  { '"': '&quot;', "'": '&apos;' },
  { '"': '&quot;', "'": '&#39;' },
  { '"': '&quot;', "'": '&#x27;' },
  { '"': '&#34;', "'": '&#39;' },
] as const satisfies readonly Readonly<Record<string, string>>[]

function markupForms(value: string): readonly string[] {
  return QUOTATION_MARKS.map((marks) => {
    const entities: Readonly<Record<string, string>> = {
      '&': '&amp;',
      '<': '&lt;',
      '>': '&gt;',
      ...marks,
    }
    return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  })
}

/** Inside single quotes in both common ways, inside double quotes, as `printf %q` writes it, and doubled quotes. */
function shellForms(value: string): readonly string[] {
  return [
    value.replaceAll("'", String.raw`'\''`),
    value.replaceAll("'", `'"'"'`),
    value.replace(/["\\$`]/g, String.raw`\$&`),
    value.replaceAll('"', String.raw`\"`),
    value.replaceAll("'", "''"),
    // As gate.ts quotes a service's reason.
    value.replaceAll('"', "'"),
    value.replace(/[\t !"$&'()*,;<>?[\\\]^`{|}]|^[#~]|(?<=[:=])~/g, String.raw`\$&`),
    ansiC(value),
  ]
}

/** What stands inside `$'…'`, which `printf %q` writes where a value holds control characters. */
function ansiC(value: string): string {
  const letters: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' }
  return value.replace(/['\\\n\r\t]/g, (sign) => `\\${letters[sign] ?? sign}`)
}

function percent(value: string): string {
  // encodeURIComponent throws on half a surrogate pair.
  return encodeURIComponent(Buffer.from(value).toString())
}

/**
 * encodeURIComponent, with all reserved characters, and as forms are sent; each with `/` kept, with `+`, in either
 * case.
 */
function percentForms(value: string): readonly string[] {
  const component = percent(value)
  const reserved = component.replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const form = new URLSearchParams([['', value]]).toString().slice(1)
  const written = [component, reserved, form].flatMap((text) => [
    text,
    text.replaceAll('%20', '+'),
    text.replaceAll('+', '%20'),
  ])
  return written
    .flatMap((text) => [text, text.replaceAll('%2F', '/')])
    .flatMap((text) => [text, text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())])
}

/**
 * Base64 of the value, also where it begins one or two bytes into a group of three, as the password does in
 * `Basic base64(user:password)`. What other bytes have a part in is left out at both ends, unless the value ends the
 * data: then its last character and the padding are known.
 */
function base64(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  const forms = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    const from = Math.ceil((shift * 8) / 6)
    const certain = Math.floor(((shift + bytes.length) * 8) / 6)
    return [text.slice(from, certain), text.slice(from).replace(/=+$/, ''), text.slice(from)]
  })
  const urls = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))
  return [...forms, ...urls].filter((form) => form.length >= SHORTEST_BASE64)
}
