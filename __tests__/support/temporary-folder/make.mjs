import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before all tests: one folder for every temporary file of theirs, and of the processes they start. */
export default function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'codearts-build-tests-'))
  for (const name of ['TESTS_TEMPORARY_FOLDER', 'TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
}
