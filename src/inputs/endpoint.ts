/** Why a text is no base URL for this action; plain HTTP would show credentials to the network. */
export function endpointProblem(input: string, given: string): string | undefined {
  if (!URL.canParse(given)) return `${input} is not a URL; it takes e.g. https://host.`
  const url = new URL(given)
  if (url.username !== '' || url.password !== '') {
    return `${input} holds a user name or password; credentials have inputs of their own.`
  }
  if (given.includes('?') || given.includes('#')) {
    return `${input} holds a query or fragment; it takes a base URL, e.g. https://host.`
  }
  const plain = url.protocol === 'http:' && isLoopback(url.hostname)
  if ((url.protocol !== 'https:' && !plain) || url.hostname === '') {
    return (
      `${input} must begin with https: (http: only for 127.0.0.0/8, localhost or ::1), not ` +
      `${onOneLine(url.protocol)}//${onOneLine(url.host)}.`
    )
  }
  return undefined
}

/** A base URL without slashes at its end, so that paths can be put after it. */
export function baseUrl(given: string): URL {
  const url = new URL(given)
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** `URL` has already brought every notation of an IPv4 address into dotted form. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

const LONGEST_SHOWN_UNITS = 80

/** A user's text inside a problem, on one line; a long one may hold a secret, so it is left out. */
export function onOneLine(text: string): string {
  if (text.length > LONGEST_SHOWN_UNITS) return `(${text.length} characters)`
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
