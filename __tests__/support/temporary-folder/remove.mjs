import { rmSync } from 'node:fs'

/** After all tests: nothing of theirs stays on a person's machine. */
export default function removeFolder() {
  const folder = process.env.TESTS_TEMPORARY_FOLDER
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
