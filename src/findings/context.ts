import type { ToolLine } from './tool-line.js'

/** A folder of the remote machine that a tool was in, or a project that it worked on. */
export interface Folder {
  /**
   * - `entered`: make and ninja print that they enter and leave it; relative paths are relative to it.
   * - `changed`: a shell's trace; it may have been a subshell's.
   * - `project`: a monorepo's package or module by its name or folder.
   */
  readonly kind: 'entered' | 'changed' | 'project'
  readonly name: string
  /** Folders entered at one time beside each other (parallel make) are equally likely. */
  readonly level?: number
  /** Another repository was cloned into it. */
  readonly cloned?: true
}

const ENTERING =
  /^(?:.{0,200}\bmake(?:\.exe)?(?:\[(?<level>\d{1,3})\])?|ninja): (?<verb>Entering|Leaving) directory [`'"‘](?<path>[^'"’]{1,1000})['"’]/
const ENTERING_ZH =
  /^make(?:\[(?<level>\d{1,3})\])?: ?(?<verb>进入|離開|离开|進入)目[录錄] ?["'“‘「](?<path>[^'"”’」]{1,1000})/
/** In German, French, Spanish, Japanese and Russian the verb stands anywhere. */
const ENTERING_ELSE =
  /^make(?:\[(?<level>\d{1,3})\])? ?: (?=.{0,1200}?(?<verb>betreten|entre|entra|entrando|入ります|вход|verlassen|quitte|sale|saindo|出ます|выход))[^"'„«‘“]{0,60}["'„«‘“] ?(?<path>(?:\/|\*{3})[^"'”“»’]{1,1000}?) ?["'”“»’]/i
const ENTERS = /^(?:Entering|进入|進入|betreten|entre|entra|entrando|入ります|вход)$/i
/** A shell's trace: `set -x`, or a runner that prints the command. */
const TRACE = /^(?:\+{1,3}|\$) \S/
const CHANGING = /^(?:\+{1,3} |\$ )(?:\(?\s*)(?:cd|pushd) (?:-- )?(?<path>[^;&|)]{1,1000})/
/** git, before it clones; what stands in a temporary folder is a dependency. */
const CLONING = /^Cloning into '(?<path>\/tmp\/[^']{1,400})'/
const BACK = /^\+{1,3} popd\b/
const OPTION =
  /^(?:\+{1,3} |\$ )(?:npm|yarn|pnpm|go|terraform|git|mvn|cargo|tofu|cmake)\b.{0,200}?(?:--prefix|--cwd|--dir|-C|-S|-chdir)[= ](?<path>[^\s;&|]{1,400})/
/** Nx shows npm's lines indented. */
const NPM =
  /^\s{0,4}> (?<name>@?[\w./-]{1,200})@\d[\w.+-]{0,60} [\w:.-]{1,80}(?: (?<path>\/\S{1,1000}))?$/
const NX = /^[>✖✔]\s{1,3}nx run (?<name>@?[\w./-]{1,200}):/
/** Rush. */
const RUSH = /^==\[ (?<name>@?[\w./-]{1,200}) \]=/
const MAVEN =
  /^(?:\[INFO\] )?-{2,3} [\w.:-]{1,200} \([^)]{1,200}\) @ (?<name>[\w.-]{1,200}) -{2,3}$/
const GRADLE =
  /^> (?:Task (?<name>:[\w:.-]{1,300}):[\w.-]{1,200}|Configure project (?<name2>:[\w:.-]{1,300}))/
/** pnpm, before the lines of a package's script. */
const PNPM =
  /^(?<name>@?[\w.-]{1,80}(?:\/[\w.-]{1,80}){0,6}) (?:build|test|lint|compile|check|type|tsc)[\w:-]{0,40}\$ \S/
const RUNNING = /^\s{0,3}RUN\s+v\d[\w.-]{0,30}\s+(?<path>\S{1,1000})$/
const NAMES = [NPM, NX, RUSH, MAVEN, GRADLE, PNPM, RUNNING]
const MOST_ENTERED = 40
/** A quick test that most lines fail. */
const MAYBE_FOLDER =
  /^(?:[+$>✖✔]|\s{0,4}>|==\[|\s{0,3}RUN|\[INFO\] --|--)|directory|^Cloning|目|^make(?:\[\d{1,3}\])? ?: |^[@\w.-][\w./-]{1,200} [\w:-]{2,60}\$ /

/** The folders that tools were in when they printed a line, by what the log prints about folders. */
export class Context {
  #entered: Folder[] = []
  #changed: string[] = []
  #command: string | undefined
  #cloned: string[] = []
  #project: string | undefined
  #step: string | undefined
  #folders: readonly Folder[] = []

  /** Whether the line is about folders, and about nothing else. */
  read({ text, step }: ToolLine): boolean {
    if (step !== undefined && step !== this.#step) this.#begin(step)
    if (!MAYBE_FOLDER.test(text)) return false
    const clone = CLONING.exec(text)?.groups?.['path']
    if (clone !== undefined) this.#cloned = [...this.#cloned, clone].slice(-MOST_ENTERED)
    return this.#enter(text) || this.#change(text) || this.#name(text)
  }

  /** Innermost first; `project` is what stood before the very line. */
  folders(project?: string): readonly Folder[] {
    if (project === undefined) return this.#folders
    return [{ kind: 'project', name: project }, ...this.#folders]
  }

  #begin(step: string): void {
    this.#step = step
    this.#entered = []
    this.#changed = []
    this.#command = undefined
    this.#project = undefined
    this.#publish()
  }

  #enter(text: string): boolean {
    const groups = (ENTERING.exec(text) ?? ENTERING_ZH.exec(text) ?? ENTERING_ELSE.exec(text))
      ?.groups
    const name = groups?.['path']
    if (name === undefined) return false
    const level = Number(groups?.['level'] ?? 0)
    if (ENTERS.test(groups?.['verb'] ?? '')) {
      this.#entered = [...this.#entered, { kind: 'entered', name, level } as const].slice(
        -MOST_ENTERED,
      )
    } else {
      const last = this.#entered.findLastIndex((one) => one.name === name && one.level === level)
      this.#entered = this.#entered.filter((_, index) => index !== last)
    }
    this.#publish()
    return true
  }

  #change(text: string): boolean {
    if (BACK.test(text)) {
      this.#changed = this.#changed.slice(0, -1)
      this.#publish()
      return true
    }
    if (!TRACE.test(text)) return false
    const path = pathIn(CHANGING.exec(text))
    const option = pathIn(OPTION.exec(text))
    // A diff's lines look the same.
    if (path === undefined && option === undefined && this.#command === undefined) return false
    if (path !== undefined) this.#changed = changedTo(this.#changed, path)
    // The folder that an option names is that command's only.
    this.#command = option
    this.#project = undefined
    this.#publish()
    return true
  }

  #name(text: string): boolean {
    const groups = NAMES.map((form) => form.exec(text)?.groups).find(Boolean)
    if (groups === undefined) return false
    const name = groups['path'] ?? groups['name'] ?? groups['name2'] ?? ''
    // Gradle writes the folders of a project with colons.
    this.#project = name.startsWith(':') ? name.slice(1).replaceAll(':', '/') : name
    this.#publish()
    return true
  }

  #changedTo(name: string): Folder {
    const isCloned = this.#cloned.some((clone) => `${name}/`.startsWith(`${clone}/`))
    return { kind: 'changed', name, ...(isCloned && { cloned: true }) }
  }

  #publish(): void {
    const named =
      this.#command === undefined ? this.#changed : changedTo(this.#changed, this.#command)
    const changed = named.join('/')
    this.#folders = [
      ...this.#entered.toReversed(),
      ...(this.#project === undefined ? [] : [{ kind: 'project', name: this.#project } as const]),
      ...(changed === '' ? [] : [this.#changedTo(changed)]),
    ]
  }
}

function pathIn(hit: RegExpExecArray | null): string | undefined {
  return hit?.groups?.['path']?.trim().replace(/^(['"])(.*)\1$/, '$2')
}

/** After `cd -` or a folder in a variable the folder is unknown. */
function changedTo(changed: readonly string[], path: string): string[] {
  if (path === '-' || path === '~' || path.includes('$')) return []
  if (/^(?:\/|[A-Za-z]:|\*{3})/.test(path)) return [path]
  return [...changed, path].slice(-MOST_ENTERED)
}
