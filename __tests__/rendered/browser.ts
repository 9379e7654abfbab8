import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { marked } from 'marked'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
const require = createRequire(import.meta.url)
const scripts = ['mermaid/dist/mermaid.min.js', 'dompurify/dist/purify.min.js'] as const

/** A page as near to GitHub's as its own looks: GitHub's font sizes, widths and table lines. */
const STYLE = `
  body { font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", "WenQuanYi Micro Hei", sans-serif;
    color: #1f2328; background: #fff; margin: 32px; max-width: 1012px; }
  h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; } h3 { margin: 24px 0 12px; }
  table { border-collapse: collapse; display: block; overflow: auto; width: max-content; max-width: 100%; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; } tr:nth-child(2n) { background: #f6f8fa; }
  code { background: #818b981f; border-radius: 6px; padding: .2em .4em; font-size: 85%; }
  pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; font-size: 85%; line-height: 1.45; }
  pre code { background: none; padding: 0; font-size: 100%; } a { color: #0969da; text-decoration: none; }
  blockquote { border-left: .25em solid #d1d9e0; color: #59636e; margin: 0; padding: 0 1em; }
  .mermaid { text-align: center; margin: 16px 0; }
`

export interface Rendered {
  readonly page: Page
  /** What Mermaid or the page complained of. */
  readonly complaints: readonly string[]
}

/** Headless Chromium that reaches no network. */
export class Browser {
  readonly #context: BrowserContext
  readonly #profile: string

  private constructor(context: BrowserContext, profile: string) {
    this.#context = context
    this.#profile = profile
  }

  static async open(executablePath: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'rendered-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: ARGUMENTS,
      viewport: { width: 1_100, height: 900 },
      timezoneId: 'Asia/Kolkata',
    })
    return new Browser(context, profile)
  }

  /** Renders Markdown as GitHub does: GFM, its sanitiser, Mermaid in its strict mode. */
  async render(markdown: string): Promise<Rendered> {
    const page = await this.#context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      if (/^https?:/.test(request.url())) complaints.push(`request to ${request.url()}`)
    })
    page.on('dialog', (dialog) => {
      complaints.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.route(/^https?:/, (route) => route.abort())
    await page.setContent(`<style>${STYLE}</style><main></main>`)
    for (const script of scripts) {
      await page.addScriptTag({ content: readFileSync(require.resolve(script), 'utf8') })
    }
    const html = await marked.parse(markdown, { gfm: true, async: true })
    complaints.push(...(await page.evaluate<readonly string[]>(drawing(html))))
    return { page, complaints }
  }

  async close(): Promise<void> {
    await this.#context.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }
}

/** Runs in the page. Text and not a function, because the tests' types know no DOM. */
function drawing(html: string): string {
  return `(async () => {
    const complaints = []
    const main = document.querySelector('main')
    main.innerHTML = DOMPurify.sanitize(${JSON.stringify(html)}, { FORBID_TAGS: ['style'], FORBID_ATTR: ['style', 'id'] })
    mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxTextSize: 50000, maxEdges: 500 })
    for (const [index, code] of [...main.querySelectorAll('code.language-mermaid')].entries()) {
      const diagram = document.createElement('div')
      diagram.className = 'mermaid'
      try {
        const { svg } = await mermaid.render('diagram' + index, code.textContent)
        diagram.innerHTML = svg
      } catch (error) {
        complaints.push('mermaid: ' + error.message)
      }
      code.parentElement.replaceWith(diagram)
    }
    return complaints
  })()`
}
