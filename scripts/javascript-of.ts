import { build } from 'esbuild'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Hands `use` a folder with src/ as JavaScript, file by file: the bundler's own loader would check all types again, for
 * each bundle. The folder stands inside the checkout, so that node_modules and what package.json says hold there, too.
 */
export async function withJavaScriptOf(
  checkout: string,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const cache = join(checkout, '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'javascript-'))
  try {
    await build({
      entryPoints: [join(checkout, 'src', '**', '*.ts')],
      outbase: checkout,
      outdir: folder,
      format: 'esm',
      target: 'es2023',
      logLevel: 'warning',
    })
    await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Where a source of the checkout stands there. */
export function javaScriptFile(folder: string, source: string): string {
  return join(folder, source.replace(/\.ts$/, '.js'))
}
