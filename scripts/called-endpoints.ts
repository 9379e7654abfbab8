import { runInNewContext } from 'node:vm'

type Endpoints = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const TABLE = /^const Endpoints = (\{\n[\s\S]*?\n\});$/m
const CALL = /\.rest\.(\w+)\.(\w+)\(/g

/**
 * octokit's code with the calls of GitHub's API that `source` makes, of the 900 that its package knows: two thirds of
 * the bundle, of which a table is made while it loads.
 */
export function withCalledEndpoints(code: string, source: string): string {
  const [whole, table] = TABLE.exec(code) ?? []
  if (whole === undefined || table === undefined) return code
  const all = runInNewContext(`(${table})`) as Endpoints
  const called: Record<string, Record<string, unknown>> = {}
  for (const [, scope = '', call = ''] of source.matchAll(CALL)) {
    const endpoint = all[scope]?.[call]
    if (endpoint === undefined) throw new Error(`octokit knows no call ${scope}.${call}`)
    called[scope] = { ...called[scope], [call]: endpoint }
  }
  return code.replace(whole, () => `const Endpoints = ${JSON.stringify(called)};`)
}
