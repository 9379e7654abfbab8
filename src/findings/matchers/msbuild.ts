import type { Family } from './family.js'
import { COLUMN, LINE, PATH, SEVERITY_WORD } from './words.js'

/** `path(12,5): error CS1002: text [project]`; the path is relative to the project. */
export const msbuild: Family = {
  tools:
    'MSBuild, C#, F#, Visual Basic, Visual C++, tsc, Unity, dotnet format, ifort, TI compilers',
  reads: {
    en: '`path(12,5): error CS1002: text [project]`, relative to the project',
    zh: '`path(12,5): error CS1002: text [project]`，路径相对于项目',
  },
  forms: [
    {
      has: '(',
      regexp: new RegExp(
        `^\\s{0,20}(?:(?:\\[(?:ERROR|WARNING|error|warning)\\]|Error:|ERROR:) )?${PATH}\\s?\\(${LINE}(?:[,:]\\s?${COLUMN})?(?:[-,][\\d,]{1,20})?\\)\\s?(?::|\\s-)\\s{0,4}` +
          `(?:col: \\d{1,6} |[A-Za-z]{1,20} )?(?<severity>${SEVERITY_WORD})(?:[\\s[]\\(?(?<code>#?\\w[\\w-]{0,50})[\\])]?)?\\s{0,4}[:：]\\s{0,8}(?<message>.*?)(?: \\[(?<project>[^\\][]{1,400}\\.\\w{0,4}proj)(?:::[^\\]]{0,200})?\\])?$`,
        'iu',
      ),
    },
    {
      // Visual Studio's test and build windows, and the D compiler: `path(12): Error: text`, `path(12,5): Deprecation: text`
      has: '(',
      regexp: new RegExp(
        `^${PATH}\\(${LINE}(?:,${COLUMN})?\\): (?<severity>Deprecation|Error|Warning|Fatal): (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) => (/^(?:Dep|Warn)/.test(severity ?? '') ? 'warning' : 'error'),
    },
    {
      // ts-loader and Delphi: `[tsl] ERROR in path(4,7)` with the text below
      has: 'ERROR in ',
      regexp: new RegExp(`^(?:\\[tsl\\] )?ERROR in ${PATH}\\(${LINE},${COLUMN}\\)$`, 'u'),
      message: () => '',
    },
  ],
}
