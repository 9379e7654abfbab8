import { dig, isList, isObject } from '../../text/index.js'

/** A check run as GitHub reports it. */
export interface SeenCheck {
  readonly id: number
  readonly externalId: string
  readonly completed: boolean
  readonly annotations?: number
  /** Its page. */
  readonly url?: string
}

export function checkOf(data: unknown): { readonly value: SeenCheck } | undefined {
  const value = readCheck(data)
  return value && { value }
}

function readCheck(data: unknown): SeenCheck | undefined {
  const id = dig(data, 'id')
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  const externalId = dig(data, 'external_id')
  const count = dig(data, 'output', 'annotations_count')
  const url = addressIn(data, 'html_url')
  return {
    id,
    externalId: typeof externalId === 'string' ? externalId : '',
    completed: dig(data, 'status') === 'completed',
    ...(typeof count === 'number' && { annotations: count }),
    ...(url !== undefined && { url }),
  }
}

interface ChecksPage {
  readonly seen: readonly SeenCheck[]
  /** How many check runs the page lists, readable or not. */
  readonly size: number
}

export function checksOf(data: unknown): { readonly value: ChecksPage } | undefined {
  const list = dig(data, 'check_runs')
  if (!isList(list)) return undefined
  return { value: { seen: list.flatMap((one) => readCheck(one) ?? []), size: list.length } }
}

export function statusOf(data: unknown): { readonly value: string | undefined } | undefined {
  return isObject(data) && 'state' in data ? { value: addressIn(data, 'target_url') } : undefined
}

function addressIn(data: unknown, name: string): string | undefined {
  const value = dig(data, name)
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined
  return /^https?:$/.test(new URL(value).protocol) ? value : undefined
}
