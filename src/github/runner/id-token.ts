import { getIDToken } from '@actions/core'

/**
 * The workflow's OIDC token for the given audience, masked by the toolkit. Rejects where the workflow lacks
 * `permissions: id-token: write`.
 */
export function idToken(audience: string | undefined): Promise<string> {
  return getIDToken(audience)
}
