import { describe, expect, it } from '@jest/globals'
import { withCalledEndpoints } from '../../scripts/called-endpoints.js'

const TABLE = `const Endpoints = {
  checks: {
    create: ["POST /repos/{owner}/{repo}/check-runs"],
    get: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}"]
  },
  gists: {
    list: ["GET /gists", {}, { renamed: ["gists", "listAll"] }]
  }
};`

describe("octokit's table of calls", () => {
  it('keeps what a source calls', () => {
    const source = 'await octokit.rest.checks.create({ name })\nawait octokit.rest.gists.list({})'
    expect(withCalledEndpoints(`a;\n${TABLE}\nb;`, source)).toBe(
      'a;\nconst Endpoints = {' +
        '"checks":{"create":["POST /repos/{owner}/{repo}/check-runs"]},' +
        '"gists":{"list":["GET /gists",{},{"renamed":["gists","listAll"]}]}};\nb;',
    )
  })

  it('is refused where it lacks a call', () => {
    expect(() => withCalledEndpoints(TABLE, 'octokit.rest.checks.update({})')).toThrow(
      'octokit knows no call checks.update',
    )
  })
})
