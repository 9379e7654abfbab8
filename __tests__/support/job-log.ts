/**
 * What a job's log would show of a step's output: workflow commands acted on as the runner does, secrets starred.
 * Only the forms this action prints.
 */
export class JobLog {
  readonly #print: (line: string) => void
  readonly #masks = new Set<string>()
  #rest = ''
  #inGroup = false

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  push(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
  }

  end(): void {
    if (this.#rest !== '') this.#line(this.#rest)
    this.#rest = ''
  }

  #line(line: string): void {
    const [, name, data = ''] = /^::([a-z-]+)[^:]*::(.*)$/.exec(line) ?? []
    switch (name) {
      case undefined:
        this.#show(line)
        break
      case 'add-mask':
        this.#masks.add(unescaped(data))
        break
      case 'group':
        this.#inGroup = false
        this.#show(`▼ ${unescaped(data)}`)
        this.#inGroup = true
        break
      case 'endgroup':
        this.#inGroup = false
        break
      case 'error':
        this.#show(`Error: ${unescaped(data)}`)
        break
      case 'warning':
        this.#show(`Warning: ${unescaped(data)}`)
        break
      case 'notice':
        this.#show(`Notice: ${unescaped(data)}`)
        break
      default:
        break
    }
  }

  #show(line: string): void {
    let safe = line
    for (const mask of this.#masks) safe = safe.replaceAll(mask, '***')
    this.#print(this.#inGroup ? `  ${safe}` : safe)
  }
}

function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
