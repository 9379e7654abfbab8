import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { importBorders } from '../../scripts/import-borders.mjs'

const linter = new Linter({ configType: 'flat', cwd: process.cwd() })

/** What the rule says of a file of src/ with this one line; the file needs not exist, faces are the real ones. */
function refusal(file: string, line: string): string {
  const messages = linter.verify(
    line,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: tseslint.parser },
        plugins: { house: { rules: { 'import-borders': importBorders } } },
        rules: { 'house/import-borders': 'error' },
      },
    ],
    { filename: join(process.cwd(), 'src', file) },
  )
  return messages.map(({ message }) => message).join('\n')
}

const imports = (file: string, from: string) => refusal(file, `import { x } from '${from}'`)

describe('The borders between the folders of src/', () => {
  it.each([
    ['core/new.ts', './gate.js'],
    ['text/new.ts', '../core/index.js'],
    ['findings/matchers/new.ts', '../../log/index.js'],
    ['github/checks/new.ts', '../runner/index.js'],
    ['clouds/huawei/codearts-build/new.ts', '../gateway/index.js'],
    ['clouds/huawei/codearts-build/new.ts', '../regions.js'],
    ['clouds/huawei/codearts-build/api/new.ts', '../wire/index.js'],
    ['clouds/huawei/servicestage/new.ts', '../../../core/index.js'],
    ['actions/stop/main.ts', '../supervised/index.js'],
    ['actions/stop/main.ts', '../entry.js'],
    ['actions/index.ts', './stop/index.js'],
    ['actions/stop/main.ts', '../../clouds/huawei/codearts-build/index.js'],
  ])('are open for %s to %s', (file, target) => {
    expect(imports(file, target)).toBe('')
  })

  it.each([
    [
      'a new folder that imports',
      'metrics/new.ts',
      '../core/index.js',
      'src/metrics is in no list',
    ],
    ['a new folder that is imported', 'core/new.ts', '../metrics/new.js', 'src/metrics is in no'],
    ['what lies outside of src/', 'core/new.ts', '../../scripts/readmes.js', 'is in no list'],
    ['an import upwards', 'core/new.ts', '../text/index.js', 'src/core may not import src/text.'],
    ['a cloud from the person', 'github/runner/new.ts', '../../clouds/huawei/index.js', 'may not'],
    ['the runner from a cloud', 'clouds/huawei/new.ts', '../../github/runner/index.js', 'may not'],
    ['an action from an action', 'actions/stop/main.ts', '../build/inputs.js', 'actions/build.'],
    ['an action from what actions share', 'actions/supervised/new.ts', '../build/inputs.js', 'not'],
    ['a cloud from a cloud', 'clouds/aws/codebuild/new.ts', '../../huawei/index.js', 'One cloud'],
    [
      'a service from a service',
      'clouds/huawei/servicestage/new.ts',
      '../codearts-build/index.js',
      'A service may not import another service',
    ],
    [
      "a service from its cloud's own files",
      'clouds/huawei/new.ts',
      './codearts-build/index.js',
      "A cloud's own files",
    ],
    [
      'a service from the gateway',
      'clouds/huawei/gateway/x.ts',
      '../codearts-build/index.js',
      'not',
    ],
    ['a way past a face', 'actions/stop/main.ts', '../../core/gate.js', 'Import core/index.ts'],
    [
      'a way past an inner face',
      'clouds/huawei/codearts-build/new.ts',
      './wire/history.js',
      'Import clouds/huawei/codearts-build/wire/index.ts',
    ],
    [
      'the toolkit outside of the runner',
      'github/summary/x.ts',
      '@actions/core',
      'src/github/runner',
    ],
    ['a part of the toolkit', 'actions/entry.ts', '@actions/core/lib/core.js', 'src/github/runner'],
    ['the client of GitHub outside of checks', 'github/runner/x.ts', '@actions/github', 'checks'],
    ['the HTTP client outside of http', 'sign-in/new.ts', '@actions/http-client', 'src/http'],
    ['a package that nobody let in', 'text/new.ts', 'lodash', 'lodash is in no list'],
    ['Node in the core', 'core/new.ts', 'node:fs', 'src/core may not import node:fs.'],
    ['a socket outside of http', 'clouds/huawei/new.ts', 'node:https', 'Only src/http'],
  ])('are shut for %s', (_what, file, target, problem) => {
    expect(imports(file, target)).toContain(problem)
  })

  it.each([
    "import type { Verdict } from '../core/gate.js'",
    "export { gate } from '../core/gate.js'",
    "export * from '../core/gate.js'",
    "const late = await import('../core/gate.js')",
    "type Late = import('../core/gate.js').Verdict",
    "import '../core/gate.js'",
  ])('hold for %s', (line) => {
    expect(refusal('actions/new.ts', line)).toBe(
      'Import core/index.ts: its folder is entered through it only.',
    )
  })
})
