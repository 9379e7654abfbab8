/** A file of dist/ that the bundler makes. */
export interface Bundle {
  readonly file: string
  readonly source: string
  /**
   * - `shared`: the root action, and every module that other actions use, too. It is loaded once.
   * - `action`: another action; what is shared it imports from the shared bundle.
   * - `late`: a part of what is shared that is loaded by `import()` when it is needed; it imports the rest.
   * - `option`: something heavy that an action loads by `import()` when it needs it. It stands alone.
   */
  readonly kind: 'shared' | 'action' | 'late' | 'option'
  /** dist/<name>.js, an entry of an action.yml, calls this export. */
  readonly entries: Readonly<Record<string, string>>
}

const SHARED = './index.js'

/** Adding an action: its source in src/actions/<name>/index.ts, and a line here. */
export const BUNDLES: readonly Bundle[] = [
  {
    file: 'index.js',
    source: 'src/actions/index.ts',
    kind: 'shared',
    entries: { build: 'build', 'build-post': 'buildPost' },
  },
  {
    file: 'after-start.js',
    source: 'src/actions/supervised/after-start.ts',
    kind: 'late',
    entries: {},
  },
  // For `check-name`; see src/github/checks/check-calls.ts.
  { file: 'octokit.js', source: 'src/github/checks/octokit.ts', kind: 'option', entries: {} },
  {
    file: 'stop-action.js',
    source: 'src/actions/stop/index.ts',
    kind: 'action',
    entries: { stop: 'stop' },
  },
  {
    file: 'keystore-action.js',
    source: 'src/actions/keystore/index.ts',
    kind: 'action',
    entries: { keystore: 'keystore', 'keystore-post': 'keystorePost' },
  },
  {
    file: 'codebuild-action.js',
    source: 'src/actions/codebuild/index.ts',
    kind: 'action',
    entries: { codebuild: 'codeBuild', 'codebuild-post': 'codeBuildPost' },
  },
  {
    file: 'release-action.js',
    source: 'src/actions/release/index.ts',
    kind: 'action',
    entries: { release: 'release', 'release-post': 'releasePost' },
  },
  // Imported by as-code.js; by release/ where an input is YAML.
  { file: 'yaml.js', source: 'src/actions/yaml.ts', kind: 'option', entries: {} },
  {
    // With the library that compares texts inside: both entries need it in every run, and no other action does.
    file: 'as-code.js',
    source: 'src/actions/as-code.ts',
    kind: 'action',
    entries: { task: 'task', template: 'template' },
  },
]

/** How sources ask for what src/actions/index.ts exports, and from where their bundles get that. */
function sharedBy(requests: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(requests.map((request) => [request, SHARED]))
}

const FROM_ACTIONS = [
  String.raw`/^(?:\.\.\/)+core\/index\.js$/`,
  String.raw`/^(?:\.\.\/){2,}(?:text|files|http|inputs|log|sign-in|github\/runner)\/index\.js$/`,
  String.raw`/^(?:\.\.\/)+(?:clouds\/huawei|huawei\/gateway|gateway|codearts-build)\/index\.js$/`,
  String.raw`/^(?:\.\.\/)+clouds\/huawei\/(?:gateway|codearts-build)\/index\.js$/`,
  String.raw`/^\.\.\/(?:entry|look-ups|read-action-inputs|supervised\/index|task-id|with-account)\.js$/`,
]
/** Of folders that stand directly in src/, or in src/github/. */
const FROM_SHARED = [String.raw`/^\.\.\/(?:text|files|http|inputs|log|runner)\/index\.js$/`]

/** What the bundles of a kind import instead of holding it. */
export const EXTERNALS: Readonly<Record<Bundle['kind'], Readonly<Record<string, string>>>> = {
  shared: {},
  action: { ...sharedBy(FROM_ACTIONS), yaml: './yaml.js' },
  late: sharedBy([...FROM_ACTIONS, ...FROM_SHARED]),
  option: {},
}
