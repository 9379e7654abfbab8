import { checkTemplateBody } from './definition-checks.js'
import { listOf, type StoredTemplate } from './definitions.js'
import { type Answer, json, malformed, Refusal, serviceError } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'

export const templateRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v1/template/custom',
    name: 'template-list-v1',
    family: 'template-list',
    offer: dialect('templates', 'v1'),
    query: { name: 'string', filter: 'string', page: 'integer', page_size: 'integer' },
    answer: (call, service) => list(call, service, 1),
  },
  {
    method: 'GET',
    pattern: '/v3/templates/query',
    name: 'template-list-v3',
    family: 'template-list',
    offer: dialect('templates', 'v3'),
    query: { name: 'string', page: 'integer', page_size: 'integer' },
    answer: (call, service) => list(call, service, 0),
  },
  {
    method: 'GET',
    pattern: '/v1/template/:uuid/custom',
    name: 'template-v1',
    family: 'template',
    offer: dialect('templates', 'v1'),
    answer: (call, service) => wrapped(item(templateOf(call, service), true)),
  },
  {
    method: 'POST',
    pattern: '/v1/template/create',
    name: 'template-create-v1',
    family: 'template-create',
    offer: dialect('templates', 'v1'),
    answer: (call, service) => wrapped({ uuid: create(call, service).uuid }),
  },
  {
    method: 'POST',
    pattern: '/v3/templates/create',
    name: 'template-create-v3',
    family: 'template-create',
    offer: dialect('templates', 'v3'),
    answer: (call, service) => wrapped(item(create(call, service), true)),
  },
  remove('v1', '/v1/template/:uuid/delete'),
  remove('v3', '/v3/templates/:uuid/delete'),
]

function remove(version: 'v1' | 'v3', pattern: string): Route {
  return {
    method: 'DELETE',
    pattern,
    name: `template-delete-${version}`,
    family: 'template-delete',
    offer: dialect('templates', version),
    answer: (call, service) => {
      service.templates.delete(templateOf(call, service).uuid)
      return json({ status: 'success' })
    },
  }
}

/** v1 counts pages from 1, v3 from 0; the name is searched for by a part of it. */
function list(call: Call, service: Service, first: 0 | 1): Answer {
  const { name = '', page = String(first), page_size: size = '20' } = call.query
  if (Number(page) < first) throw malformed(`query page: ${page}`)
  if (Number(size) < 1 || Number(size) > 100) throw malformed(`query page_size: ${size}`)
  const found = [...service.templates.values()].filter(({ fields }) =>
    String(fields['name']).includes(name),
  )
  const from = (Number(page) - first) * Number(size)
  // Where only v3 is published, the list is the one place that can show the steps.
  const whole = first === 0
  const items = found.slice(from, from + Number(size)).map((one) => item(one, whole))
  return wrapped({ items, total_size: found.length })
}

/** The lists of all samples show a template without its steps. */
function item({ uuid, fields }: StoredTemplate, whole: boolean) {
  return {
    create_time: '2023-11-25T08:39:42.098+00:00',
    description: fields['description'] ?? '',
    domain_id: '60021bab32fd450aa2cb89226f425e06',
    favourite: false,
    i18n: {},
    id: uuid.slice(0, 24),
    intl_description: {},
    name: fields['name'],
    parameters: fields['parameters'] ?? [],
    public: true,
    scope: 'custom',
    template: { steps: whole ? listOf(templateFields(fields)['steps']) : null },
    tool_type: fields['tool_type'] ?? null,
    type: 'codeci',
    uuid,
    weight: 0,
  }
}

function templateFields(fields: StoredTemplate['fields']): StoredTemplate['fields'] {
  const { template } = fields
  return typeof template === 'object' && template !== null ? { ...template } : {}
}

function create(call: Call, service: Service): StoredTemplate {
  const fields = checkTemplateBody(call.body)
  const steps = listOf(templateFields(fields)['steps']).map((step) => ({
    ...step,
    properties: { preCondition: 'SUCCESS', ...(step['properties'] as object | null) },
  }))
  const uuid = service.newId()
  const template: StoredTemplate = { uuid, fields: { ...fields, template: { steps } } }
  service.templates.set(uuid, template)
  return template
}

function templateOf(call: Call, service: Service): StoredTemplate {
  const found = service.templates.get(call.params['uuid'] ?? '')
  if (found !== undefined) return found
  throw new Refusal(serviceError(422, 'DEV.CB.0520002', 'The template does not exist'))
}

function wrapped(result: unknown): Answer {
  return json({ result, error: null, status: 'success' })
}
