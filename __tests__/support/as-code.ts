import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CREDENTIALS,
  type Job,
  type SeenRequest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import type { ActionProcess, ActionResult } from './action-process.js'
import { BundledAction } from './bundled-action.js'
import { JOB_ID, PROJECT_ID } from './ids.js'

/** What a step is given besides where the service is and who signs in. */
export interface GivenStep {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** task/ and template/ of the bundle against one simulated service, in one checkout. */
export class AsCode extends BundledAction<Simulator> {
  readonly workspace: string

  private constructor(simulator: Simulator) {
    const workspace = mkdtempSync(join(tmpdir(), 'checkout-'))
    super(simulator, {
      workspace,
      inputs: {
        region: 'cn-north-4',
        endpoint: simulator.url,
        'access-key-id': CREDENTIALS.accessKeyId,
        'secret-access-key': CREDENTIALS.secretAccessKey,
      },
    })
    this.workspace = workspace
  }

  static async over(options: SimulatorOptions = {}): Promise<AsCode> {
    return new AsCode(await startSimulator(options))
  }

  override async close(): Promise<void> {
    await super.close()
    rmSync(this.workspace, { recursive: true, force: true })
  }

  step(action: 'task' | 'template', mode: string, { inputs, env }: GivenStep = {}): ActionProcess {
    return this.start({ action, inputs: { mode, ...inputs }, ...(env && { env }) })
  }

  task(mode: string, given: GivenStep = {}): Promise<ActionResult> {
    return this.step('task', mode, given).done
  }

  template(mode: string, given: GivenStep = {}): Promise<ActionResult> {
    return this.step('template', mode, given).done
  }

  /** A task as somebody clicked it together. */
  clicked(definition: Record<string, unknown>, name = 'shop-backend'): Job {
    const job = this.simulator.job(JOB_ID).with({ name, projectId: PROJECT_ID })
    job.definition = definition
    return job
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.workspace, name), text)
  }

  read(name: string): string {
    return readFileSync(join(this.workspace, name), 'utf8')
  }

  /** The requests that change something, in their order. */
  get writes(): readonly SeenRequest[] {
    return this.simulator.requests.filter(({ method }) => method !== 'GET')
  }
}

/** A parameter as the service stores it. */
export function parameter(name: string, fields: Readonly<Record<string, string>> = {}) {
  const all = { name, type: 'normalparam', defaultValue: '', ...fields }
  return {
    name: 'hudson.model.StringParameterDefinition',
    params: Object.entries(all).map(([field, value]) => ({ name: field, value })),
  }
}

/** The value of a stored parameter's field. */
export function fieldIn(job: Job | undefined, name: string, field: string): unknown {
  const list = job?.definition['parameters'] as ReturnType<typeof parameter>[] | undefined
  const found = list?.find(({ params }) =>
    params.some((one) => one.name === 'name' && one.value === name),
  )
  return found?.params.find((one) => one.name === field)?.value
}
