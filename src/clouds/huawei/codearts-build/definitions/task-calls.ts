import {
  allPages,
  type ApiVersion,
  ApiVersions,
  badAnswer,
  type CalledService,
  countOf,
  field,
  flagOf,
  isNotOffered,
  nameOf,
  type PagedList,
  type ServiceCall,
  textOf,
  unwrapped,
} from '../../gateway/index.js'
import { isObject, type JsonObject } from '../../../../text/index.js'
import { JOB_ID, type JobEntry, jobListV1, jobListV3 } from '../../codearts-build/index.js'
import { type Notice, readNotices } from './notice.js'

/**
 * The calls about a task's definition, each in its versions and each sent once. v1 comes first: it is the present
 * family (the reference of 2025-08 groups the v3 calls as out of date), and the one whose create, update and details
 * passed the acceptance test of the Terraform provider (codearts_build_task).
 */
export class TaskCalls {
  readonly #service: CalledService
  readonly #versions: ApiVersions

  constructor(service: CalledService) {
    this.#service = service
    this.#versions = new ApiVersions(service.debug)
  }

  /**
   * The whole task. Without `get_all_params` the answer has neither steps nor repositories. The name is that of the SDK;
   * the reference of 2023 spells it get_all_parameters (CodeArts Build API, "Obtaining Build Task Details").
   */
  async config(jobId: string, signal: AbortSignal): Promise<JsonObject> {
    const query = { get_all_params: 'true' }
    const get = (name: string, ...path: readonly string[]): ApiVersion<JsonObject> =>
      this.#call(name, { method: 'GET', path, query }, signal, (call, answer) => {
        const task = unwrapped(answer)
        if (task === undefined || textOf(task, 'job_name') === undefined) {
          throw badAnswer(call, 'result.job_name', answer)
        }
        return task
      })
    return await this.#versions.first('task details', [
      get('v1', 'v1', 'job', jobId, 'config'),
      get('v3', 'v3', 'jobs', jobId, 'query'),
    ])
  }

  /** Whether the task is disabled; undefined where no call says. The last call lists the tasks of a project. */
  async disabled(
    jobId: string,
    projectId: string | undefined,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    const get = (...path: readonly string[]): ServiceCall => ({ method: 'GET', path })
    const info = this.#call('info', get('v1', 'job', jobId, 'info'), signal, (_call, answer) => {
      const task = unwrapped(answer)
      return task && flagOf(task, 'disabled')
    })
    const disabled = await this.#orUndefined(info)
    if (disabled !== undefined) return disabled
    const path = get('v1', 'job', jobId, 'check', 'disable')
    const check = this.#call('check/disable', path, signal, (_call, answer) => {
      // `result: null` is a task that is not disabled ("Checking Whether a Build Task Is Disabled").
      const result = isObject(answer) ? field(answer, 'result') : undefined
      return isObject(result) ? (flagOf(result, 'disabled') ?? true) : false
    })
    const checked = await this.#orUndefined(check)
    if (checked !== undefined) return checked
    if (projectId === undefined) return undefined
    const run = () => this.#listV3(projectId, signal)
    const listed = await this.#orUndefined({ name: 'v3', run })
    return listed?.find((one) => one.jobId === jobId)?.disabled
  }

  async notices(jobId: string, signal: AbortSignal): Promise<ReadonlyMap<string, Notice>> {
    const get = (
      name: string,
      ...path: readonly string[]
    ): ApiVersion<ReadonlyMap<string, Notice>> =>
      this.#call(name, { method: 'GET', path }, signal, readNotices)
    return await this.#versions.first('notifications', [
      get('v1', 'v1', 'job', jobId, 'notice'),
      get('v3', 'v3', 'jobs', 'notice', jobId, 'query'),
    ])
  }

  /** The new task's id. */
  async create(body: JsonObject, signal: AbortSignal): Promise<string> {
    const post = (name: string, ...path: readonly string[]): ApiVersion<string> =>
      this.#call(name, { method: 'POST', path, body }, signal, (call, answer) => {
        const created = unwrapped(answer)
        const jobId = created && textOf(created, 'job_id')
        if (jobId === undefined || !JOB_ID.test(jobId))
          throw badAnswer(call, 'result.job_id', answer)
        return jobId
      })
    return await this.#versions.first('create', [
      post('v1', 'v1', 'job', 'create'),
      post('v3', 'v3', 'jobs', 'create'),
    ])
  }

  /** Replaces the whole task: what the body lacks may be reset. */
  async update(body: JsonObject, signal: AbortSignal): Promise<void> {
    await this.#write('update', signal, [
      ['v1', { method: 'POST', path: ['v1', 'job', 'update'], body }],
      ['v3', { method: 'POST', path: ['v3', 'jobs', 'update'], body }],
    ])
  }

  /** v1 has one call for both, v3 two; v3's "recover" enables. */
  async setDisabled(jobId: string, disabled: boolean, signal: AbortSignal): Promise<void> {
    const v3 = ['v3', 'jobs', jobId, disabled ? 'disable' : 'recover']
    await this.#write('disable', signal, [
      ['v1', { method: 'POST', path: ['v1', 'job', jobId, 'disable'], body: { disabled } }],
      ['v3', { method: 'POST', path: v3, body: {} }],
    ])
  }

  /** One type a call ("Sending Asynchronous Notifications When Updating Resource Types"). */
  async setNotice(
    jobId: string,
    type: string,
    { events, paramConfig }: Notice,
    signal: AbortSignal,
  ): Promise<void> {
    const body = {
      notice_type: type,
      enabled_event_type_names: events,
      // A call without it might reset it, so the address of a hook is sent back as it came.
      ...(paramConfig !== undefined && { param_config: paramConfig }),
    }
    await this.#write('notice', signal, [
      ['v1', { method: 'PUT', path: ['v1', 'job', jobId, 'notice'], body }],
      ['v3', { method: 'POST', path: ['v3', 'jobs', 'notice', jobId, 'update'], body }],
    ])
  }

  /** Into the recycle bin. */
  async delete(jobId: string, signal: AbortSignal): Promise<void> {
    await this.#write('delete', signal, [
      ['v1', { method: 'DELETE', path: ['v1', 'job', jobId, 'delete'] }],
      ['v3', { method: 'POST', path: ['v3', 'jobs', jobId, 'delete'], body: {} }],
    ])
  }

  /** Whether the name is taken; undefined where the call isn't published. */
  async nameIsTaken(
    projectId: string,
    name: string,
    signal: AbortSignal,
  ): Promise<boolean | undefined> {
    const path = ['v1', 'job', 'check', 'exist']
    const query = { project_id: projectId, job_name: name }
    const call: ServiceCall = { method: 'GET', path, query }
    return await this.#orUndefined(
      this.#call('check/exist', call, signal, (_call, answer) =>
        isObject(answer) ? flagOf(answer, 'result') : undefined,
      ),
    )
  }

  /**
   * Every task of the project with exactly this name, over all pages. v1 can search by a part of the
   * name; no document says how it treats special characters, so a search without a hit proves nothing.
   */
  async named(
    projectId: string,
    name: string,
    how: 'search' | 'read all',
    signal: AbortSignal,
  ): Promise<readonly JobEntry[]> {
    const v1 = jobListV1(projectId, how === 'search' ? name : undefined)
    const listed = await this.#versions.first('task list', [
      { name: 'v1', run: () => this.#pages(v1, signal) },
      { name: 'v3', run: () => this.#listV3(projectId, signal) },
    ])
    return listed.filter((job) => job.name === name)
  }

  /** How many days the recycle bin keeps a task, where it can be read. */
  async recycleBinDays(signal: AbortSignal): Promise<number | undefined> {
    const path = ['v1', 'job', 'recycling-jobs']
    const call: ServiceCall = { method: 'GET', path, query: { page_no: 1, page_size: 10 } }
    const result = unwrapped(await this.#service.client.json(call, signal))
    return result && countOf(result, 'keep_time')
  }

  async #listV3(projectId: string, signal: AbortSignal): Promise<readonly JobEntry[]> {
    return await this.#pages(jobListV3(projectId), signal)
  }

  async #pages(list: PagedList<JobEntry>, signal: AbortSignal): Promise<readonly JobEntry[]> {
    return (await allPages(this.#service.client, list, signal)).entries
  }

  async #write(
    name: string,
    signal: AbortSignal,
    calls: readonly (readonly [version: string, call: ServiceCall])[],
  ): Promise<void> {
    await this.#versions.first(
      name,
      calls.map(([version, call]) =>
        this.#call(version, { ...call, mayBeEmpty: true }, signal, () => true),
      ),
    )
  }

  #call<T>(
    name: string,
    call: ServiceCall,
    signal: AbortSignal,
    read: (call: string, answer: unknown) => T,
  ): ApiVersion<T> {
    const { client } = this.#service
    return { name, run: async () => read(nameOf(call), await client.json(call, signal)) }
  }

  async #orUndefined<T>(version: ApiVersion<T>): Promise<T | undefined> {
    try {
      return await version.run()
    } catch (error) {
      if (isNotOffered(error)) return undefined
      throw error
    }
  }
}
