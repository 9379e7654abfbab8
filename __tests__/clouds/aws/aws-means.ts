import type { AwsConfig, AwsCredentials } from '../../../src/clouds/aws/sign-in/index.js'
import type { ActionError } from '../../../src/core/index.js'
import type { ConnectMeans } from '../../../src/sign-in/index.js'
import { Secrets } from '../../../src/text/index.js'
import { AWS_REGION, type AwsSimulator, REQUEST_TOKEN } from '../../simulator/aws/index.js'

/** Signing in to the simulator of AWS, and to nothing else. */
export function configOf(simulator: AwsSimulator, credentials: AwsCredentials): AwsConfig {
  return { region: AWS_REGION, credentials, sts: new URL(simulator.url) }
}

/** What a step hands to `connect`, with GitHub's part played by the simulator, and what the step heard of it. */
export function awsMeans(simulator: AwsSimulator, now: () => number = Date.now) {
  const secrets = new Secrets()
  const heard = {
    masked: [] as string[],
    hidden: [] as string[],
    warnings: [] as ActionError[],
    lines: [] as string[],
    audiences: [] as (string | undefined)[],
  }
  const means: ConnectMeans = {
    now,
    debug: (line) => heard.lines.push(line),
    logCalls: true,
    warn: (warning) => heard.warnings.push(warning),
    mask: (secret) => {
      heard.masked.push(secret)
      secrets.add(secret)
    },
    hide: (signature) => heard.hidden.push(signature),
    starred: (text) => secrets.starred(text),
    getIdToken: async (audience) => {
      heard.audiences.push(audience)
      return identityToken(simulator, audience ?? '')
    },
  }
  return { means, heard }
}

async function identityToken(simulator: AwsSimulator, audience: string): Promise<string> {
  const url = new URL(simulator.oidcRequestUrl)
  url.searchParams.set('audience', audience)
  const headers = { authorization: `Bearer ${REQUEST_TOKEN}` }
  const { value } = (await (await fetch(url, { headers })).json()) as { readonly value: string }
  return value
}
