import { randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type JsonObject, jsonObject } from '../../../text/index.js'

/** The body of StartBuild, with the token by which the service knows a repetition from another start. */
export interface StartRequest {
  readonly body: JsonObject & { readonly projectName: string; readonly idempotencyToken: string }
}

/** A token of its own for each start. */
export function startRequest(body: JsonObject & { readonly projectName: string }): StartRequest {
  return { body: { ...body, idempotencyToken: randomUUID() } }
}

/** Windows limits what a process gets in its environment (32,767 characters); a build specification may be longer. */
const LONGEST_PLAIN_CHARS = 24_000
const PACKED = 'deflate:'
const LONGEST_UNPACKED_BYTES = 8 * 1024 * 1024

/** The request as text for the journal. */
export function requestText({ body }: StartRequest): string {
  const text = JSON.stringify(body)
  if (text.length <= LONGEST_PLAIN_CHARS) return text
  return PACKED + deflateRawSync(text).toString('base64')
}

/** The request of such a text; undefined for anything else, because the state it stood in may be forged. */
export function requestFrom(text: string, project: string): StartRequest | undefined {
  const body = jsonObject(unpacked(text))
  const { projectName, idempotencyToken } = body
  if (projectName !== project) return undefined
  if (typeof idempotencyToken !== 'string' || idempotencyToken === '') return undefined
  return { body: { ...body, projectName, idempotencyToken } }
}

function unpacked(text: string): string {
  if (!text.startsWith(PACKED)) return text
  try {
    const packed = Buffer.from(text.slice(PACKED.length), 'base64')
    return inflateRawSync(packed, { maxOutputLength: LONGEST_UNPACKED_BYTES }).toString()
  } catch {
    return ''
  }
}
