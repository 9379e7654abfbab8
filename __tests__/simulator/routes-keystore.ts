import { type Answer, json, malformed, Refusal, serviceError } from './exchange.js'
import type { Keystore } from './keystores.js'
import { type Call, dialect, type Route, type Service } from './route.js'

const DOMAIN = /^[0-9a-z]{32}$/

export const keystoreRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v2/keystore/list',
    name: 'keystore-list',
    family: 'keystore-list',
    offer: dialect('keystores', 'list'),
    query: { page: 'integer', page_size: 'integer', search: 'string' },
    answer: (call, service) =>
      json({ error: null, result: list(call, service), status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v2/keystore/download',
    name: 'keystore-v2',
    family: 'keystore',
    offer: dialect('keystores', 'v2'),
    query: { name: 'string!', domain_id: 'string!', id: 'string!' },
    answer: ({ query }, service) => {
      const { name, domain_id: domainId, id } = query
      return download(
        domainId,
        service.keystores.files.find(
          (file) => file.id === id && file.name === name && file.domainId === domainId,
        ),
      )
    },
  },
  {
    method: 'GET',
    pattern: '/v3/keystore',
    name: 'keystore-v3',
    family: 'keystore',
    offer: dialect('keystores', 'v3'),
    query: { file_name: 'string!', domain_id: 'string!' },
    answer: ({ query }, service) => {
      const { file_name: name = '', domain_id: domainId } = query
      if (name.length > 500) throw malformed('query file_name: over 500 characters')
      return download(
        domainId,
        service.keystores.files.find((file) => file.name === name && file.domainId === domainId),
      )
    },
  },
]

function list({ query }: Call, { keystores }: Service) {
  const page = Number(query.page ?? '1')
  const size = Number(query.page_size ?? '10')
  if (page < 1) throw malformed(`query page: ${page}`)
  if (size < 1 || size > 100) throw malformed(`query page_size: ${size}`)
  const found = keystores.files.filter(({ name }) => name.includes(query.search ?? ''))
  return {
    total: found.length,
    keystore_list: found.slice((page - 1) * size, page * size).map(listed),
  }
}

function listed({ id, name, domainId, usage = true }: Keystore) {
  const permission = { keystore_id: id, usage, modify: false, delete: false, setting: false }
  return {
    id,
    keystore_name: name,
    domain_id: domainId,
    domain_name: `account-${domainId.slice(0, 4)}`,
    description: '',
    share: 0,
    permission: { ...permission, can_absent: null, is_creator: null, user_name: null },
    create_time: '2024-9-23 17:42',
    create_time_stamp: '1727084554',
    create_user_id: 'ae22fd035f354cfa8d82a3f1c8940446',
    create_user_name: 'builder',
    update_time: '2024-9-23 17:42',
    update_time_stamp: '1727084565',
    update_user_id: 'ae22fd035f354cfa8d82a3f1c8940446',
    update_user_name: 'builder',
    region: null,
  }
}

function download(domainId: string | undefined, file: Keystore | undefined): Answer {
  if (!DOMAIN.test(domainId ?? '')) throw malformed(`query domain_id: ${domainId ?? ''}`)
  if (file === undefined) {
    throw new Refusal(serviceError(404, 'CB.00031006', 'The file does not exist'))
  }
  if (file.usage === false) throw new Refusal(serviceError(403, 'DEV.CB.0410004', 'No permission'))
  return { status: 200, type: file.type ?? 'application/octet-stream', body: file.bytes }
}
