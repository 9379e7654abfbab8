import { createHash } from 'node:crypto'

/** Text as signatures of URLs have it (RFC 3986): what `encodeURIComponent` leaves of `!'()*` is encoded too. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** In hex digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
