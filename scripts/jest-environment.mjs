/**
 * Node's environment, whose coverage is counted by one session a worker. Jest opens a new one for each test file: that
 * walks over the whole heap, throws away all optimized code, and tells a debugger that nobody uses of every script. It
 * took half of the CPU time of all tests. What is counted is the same.
 */
import { Session } from 'node:inspector/promises'
import { createRequire } from 'node:module'
import { TestEnvironment } from 'jest-environment-node'

const jestsOwn = createRequire(createRequire(import.meta.url).resolve('jest-runtime'))
const { CoverageInstrumenter } = jestsOwn('collect-v8-coverage')

let session
/** V8 numbers scripts as they come: what a test file loads has higher numbers than what was there before it. */
let newest = 0

CoverageInstrumenter.prototype.startInstrumenting = async function () {
  if (session !== undefined) return
  session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}

CoverageInstrumenter.prototype.stopInstrumenting = async function () {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const ofThisFile = result.filter(({ scriptId }) => Number(scriptId) > newest)
  newest = Math.max(newest, ...ofThisFile.map(({ scriptId }) => Number(scriptId)))
  return ofThisFile
}

export default TestEnvironment
