import { partitionOf } from '../partitions.js'

const BUILD_ARN = /^arn:[\w-]+:codebuild:[\w-]+:(\d{12}):build\/([\w-]+:[\w-]+)$/

/**
 * The build's page in the AWS console; undefined where the partition's console or the build's account isn't known.
 *
 * Assumption: the console's addresses stand in no document; these are what the console itself leads to.
 */
export function consoleUrl(region: string, arn: string | undefined): string | undefined {
  const host = partitionOf(region).console
  const [, account, id] = BUILD_ARN.exec(arn ?? '') ?? []
  if (host === undefined || account === undefined || id === undefined) return undefined
  const project = id.slice(0, id.indexOf(':'))
  const path = `codesuite/codebuild/${account}/projects/${project}/build/${encodeURIComponent(id)}`
  return `https://${region}.${host}/${path}/?region=${region}`
}
