/**
 * Runs the committed bundle as GitHub's runner would, against the embedded simulator, and shows the job's log.
 * `npm run demo`, `npm run demo -- --fail`, `npm run demo -- --cancel`, `npm run demo -- --kill`,
 * `npm run demo -- --release` (a build, and then a release), `npm run demo -- --task` (a task as code); the first
 * four with `--codebuild`, too, for the action of AWS CodeBuild.
 */
import { demoBuild } from './demo-build.js'
import { demoRelease } from './demo-release.js'
import { demoTask } from './demo-task.js'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

if (process.argv.includes('--task')) {
  await demoTask()
} else {
  await demoBuild()
  if (process.argv.includes('--release')) await demoRelease(print)
}
