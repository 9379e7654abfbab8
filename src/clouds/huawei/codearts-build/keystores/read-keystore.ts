import {
  ApiVersions,
  type CalledService,
  field,
  nameOf,
  parseAnswer,
  type ServiceCall,
  textOf,
} from '../../gateway/index.js'
import { ActionError } from '../../../../core/index.js'
import { type HttpAnswer, unexpectedAnswer } from '../../../../http/index.js'
import { isList, isObject, startOf } from '../../../../text/index.js'
import type { KeystoreRef } from './find-keystore.js'

/** The service takes files of 100 kB at most (CodeArts Build, "Managing Files"): more is something else. */
export const MOST_KEYSTORE_BYTES = 1_000_000
const WORDS_CHARS = 600

/**
 * The bytes of a keystore. Throws `bad-answer` for what can't be one: nothing, too much, or a page of a proxy.
 * `/v2/keystore/download` comes first, and takes the id that the list shows; `/v3/keystore` follows where it isn't
 * published.
 */
export async function readKeystore(
  service: CalledService,
  { fileName, domainId, id }: KeystoreRef,
  signal: AbortSignal,
): Promise<Buffer> {
  const versions = new ApiVersions(service.debug)
  const get = (
    name: string,
    path: ServiceCall['path'],
    query: NonNullable<ServiceCall['query']>,
  ) => ({
    name,
    run: () => download(service, { method: 'GET', path, query }, fileName, signal),
  })
  const newer = { name: fileName, domain_id: domainId }
  return await versions.first('keystore', [
    ...(id === undefined ? [] : [get('v2', ['v2', 'keystore', 'download'], { ...newer, id })]),
    get('v3', ['v3', 'keystore'], { file_name: fileName, domain_id: domainId }),
  ])
}

async function download(
  { client }: CalledService,
  call: ServiceCall,
  fileName: string,
  signal: AbortSignal,
): Promise<Buffer> {
  const answer = await client.answer(call, signal).catch((error: unknown) => {
    throw withRights(error)
  })
  const bytes = await wholeBody(call, answer)
  const text = bytes.toString('utf8')
  const words = refusalWords(parseAnswer(text))
  if (words !== undefined) {
    throw explained(client.refused(call, answer, text), startOf(client.starred(words), WORDS_CHARS))
  }
  if (isPage(answer, text) && !/\.html?$/i.test(fileName)) {
    throw unexpectedAnswer(nameOf(call), answer.status, 'with an HTML page')
  }
  if (bytes.length === 0) throw empty(call, answer)
  return bytes
}

async function wholeBody(call: ServiceCall, answer: HttpAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.byteLength
    if (length > MOST_KEYSTORE_BYTES) throw tooLarge(call, answer)
    // A copy, because the socket's memory is used again.
    chunks.push(Uint8Array.from(chunk))
  }
  return Buffer.concat(chunks)
}

/**
 * The reason that an answer gives against the download; undefined for a file. Assumption: errors come as JSON with HTTP
 * 200, too, in the shapes of the API reference's "Error Codes". The file itself may be JSON (the service keeps settings
 * files as well), so only these fields make it an error.
 */
function refusalWords(answer: unknown): string | undefined {
  if (!isObject(answer)) return undefined
  if (textOf(answer, 'error_code') !== undefined) return ''
  const error = field(answer, 'error')
  if (typeof error === 'string') return error === '' ? undefined : error
  if (isObject(error) || isList(error)) return Object.keys(error).length > 0 ? '' : undefined
  return error === undefined || error === false ? undefined : ''
}

/** A refusal without a code isn't the service's own trouble: asking again would change nothing. */
function explained(refusal: ActionError, words: string): ActionError {
  if (refusal.remoteCode !== undefined) return refusal
  return refusal.with({
    transient: false,
    ...(words !== '' && { message: `${refusal.message.replace(/: [^:]*$/, '')}: ${words}` }),
  })
}

function isPage({ headers }: HttpAnswer, text: string): boolean {
  const type = headers['content-type']?.toLowerCase() ?? ''
  return type.includes('html') || /^\s*<(?:!doctype html|html)\b/i.test(text)
}

function withRights(error: unknown): unknown {
  if (!(error instanceof ActionError) || error.httpStatus !== 403) return error
  return error.with({
    hint: 'Give this account the right to use the file, or share it: CodeArts Build console, "Files".',
  })
}

function empty(call: ServiceCall, { status }: HttpAnswer): ActionError {
  return new ActionError('bad-answer', `${nameOf(call)}: HTTP ${status} with an empty file`, {
    hint: 'Upload the file again in the CodeArts Build console, "Files".',
    httpStatus: status,
  })
}

function tooLarge(call: ServiceCall, { status }: HttpAnswer): ActionError {
  return new ActionError(
    'bad-answer',
    `${nameOf(call)}: HTTP ${status} with more than ${MOST_KEYSTORE_BYTES} bytes, which no keystore has`,
    {
      hint: 'The service keeps files of 100 kB at most: check endpoint and file-name.',
      httpStatus: status,
    },
  )
}
