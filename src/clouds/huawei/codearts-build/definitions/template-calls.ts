import {
  allPages,
  type ApiVersion,
  ApiVersions,
  badAnswer,
  type CalledService,
  countOf,
  field,
  isNotOffered,
  type ListPage,
  nameOf,
  type PagedList,
  type ServiceCall,
  textOf,
  unwrapped,
} from '../../gateway/index.js'
import { ActionError } from '../../../../core/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'

const PAGE_SIZE = 100
/** An account holds 5,000 templates at most (CodeArts Build, "Notes and Constraints"). */
const MOST_PAGES = 100
/** A uuid goes into a path, so nothing else may stand in it. */
const UUID = /^[0-9A-Za-z-]{1,64}$/
/** No such template (Terraform provider, codearts_build_template); it comes with HTTP 422. */
const NO_SUCH_TEMPLATE = 'DEV.CB.0520002'

/** A template as the lists show it: without its steps, in all samples. */
export interface ListedTemplate {
  readonly uuid: string
  readonly name: string
  readonly description: string
  readonly item: JsonObject
}

/** The calls about build templates, v1 first for the same reason as those about tasks. The service has no update. */
export class TemplateCalls {
  readonly #service: CalledService
  readonly #versions: ApiVersions

  constructor(service: CalledService) {
    this.#service = service
    this.#versions = new ApiVersions(service.debug)
  }

  /** Every template of this account whose name holds the text, over all pages: v1 counts them from 1, v3 from 0. */
  async list(name: string, signal: AbortSignal): Promise<readonly ListedTemplate[]> {
    const pages = (firstPage: 0 | 1, ...path: readonly string[]) => ({
      name: path[0] ?? '',
      run: async () => {
        const list = templateList(firstPage, path, name)
        return (await allPages(this.#service.client, list, signal)).entries
      },
    })
    const listed = await this.#versions.first('template list', [
      pages(1, 'v1', 'template', 'custom'),
      pages(0, 'v3', 'templates', 'query'),
    ])
    return listed.filter((template) => template.name.includes(name))
  }

  /** The whole template; what a list showed of it where no call shows more. */
  async whole({ uuid, item }: ListedTemplate, signal: AbortSignal): Promise<JsonObject> {
    const call: ServiceCall = { method: 'GET', path: ['v1', 'template', uuid, 'custom'] }
    try {
      const found = unwrapped(await this.#service.client.json(call, signal))
      return found === undefined ? caseBlind(item) : caseBlind({ ...item, ...found })
    } catch (error) {
      if (isNotOffered(error)) return caseBlind(item)
      throw error
    }
  }

  /** The new template's uuid: v1 answers with it alone, v3 with the whole template. */
  async create(body: JsonObject, signal: AbortSignal): Promise<string> {
    const post = (name: string, ...path: readonly string[]): ApiVersion<string> => {
      const call: ServiceCall = { method: 'POST', path, body }
      const run = async (): Promise<string> => {
        const answer = await this.#service.client.json(call, signal)
        const created = unwrapped(answer)
        const uuid = created && textOf(created, 'uuid')
        if (uuid === undefined || !UUID.test(uuid))
          throw badAnswer(nameOf(call), 'result.uuid', answer)
        return uuid
      }
      return { name, run }
    }
    return await this.#versions.first('template creation', [
      post('v1', 'v1', 'template', 'create'),
      post('v3', 'v3', 'templates', 'create'),
    ])
  }

  /** Deletes for good: templates have no recycle bin. One that is gone already is fine. */
  async delete(uuid: string, signal: AbortSignal): Promise<void> {
    const call = (name: string, ...path: readonly string[]): ApiVersion<unknown> => ({
      name,
      run: () => this.#service.client.json({ method: 'DELETE', path, mayBeEmpty: true }, signal),
    })
    try {
      await this.#versions.first('template deletion', [
        call('v1', 'v1', 'template', uuid, 'delete'),
        call('v3', 'v3', 'templates', uuid, 'delete'),
      ])
    } catch (error) {
      if (!(error instanceof ActionError) || error.remoteCode !== NO_SUCH_TEMPLATE) throw error
    }
  }
}

function templateList(
  firstPage: 0 | 1,
  path: readonly string[],
  name: string,
): PagedList<ListedTemplate> {
  return {
    firstPage,
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    call: (page) => ({
      method: 'GET',
      path,
      query: { ...(name !== '' && { name }), page, page_size: PAGE_SIZE },
    }),
    read: readPage,
    keyOf: ({ uuid }) => uuid,
  }
}

function readPage(call: string, answer: unknown): ListPage<ListedTemplate> {
  const result = unwrapped(answer)
  const items = result && field(result, 'items')
  const total = result && countOf(result, 'total_size')
  if (!isList(items)) {
    if (total === 0) return { entries: [], size: 0, total }
    throw badAnswer(call, 'result.items', answer)
  }
  const entries = items.filter(isObject).flatMap((item) => {
    const uuid = textOf(item, 'uuid')
    if (uuid === undefined || !UUID.test(uuid)) return []
    const name = textOf(item, 'name') ?? ''
    return [{ uuid, name, description: textOf(item, 'description') ?? '', item }]
  })
  return { entries, size: items.length, ...(total !== undefined && { total }) }
}

const STEP_FIELDS = ['module_id', 'name', 'version', 'enable', 'properties']

/** Samples of templates write Steps and Properties as well as steps and properties: both are read, and one is written. */
function caseBlind(item: JsonObject): JsonObject {
  const template = item['template']
  if (!isObject(template)) return item
  const named = renamed(template, ['steps'])
  const steps = isList(named['steps'])
    ? named['steps'].map((step) => (isObject(step) ? renamed(step, STEP_FIELDS) : step))
    : named['steps']
  return { ...item, template: { ...named, steps } }
}

function renamed(fields: JsonObject, names: readonly string[]): JsonObject {
  const plain = (key: string): string => key.replaceAll('_', '').toLowerCase()
  const known = (key: string): string => names.find((name) => plain(name) === plain(key)) ?? key
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [known(key), value]))
}
