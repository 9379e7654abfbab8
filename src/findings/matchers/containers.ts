import type { Family } from './family.js'
import type { Groups } from './form.js'
import { COLUMN, LINE, PATH } from './words.js'

/** Docker, Bazel, and the linters of their files. */
export const containers: Family = {
  tools:
    'Docker, BuildKit, hadolint, Bazel, actionlint, ansible-lint, Helm, kube-linter, CMake lint',
  reads: {
    en: "parse errors of a Dockerfile, BuildKit's mark at the failed line, `ERROR: path/BUILD:12:10: text`",
    zh: 'Dockerfile 的解析错误、BuildKit 标出的失败行、`ERROR: path/BUILD:12:10: text`',
  },
  forms: [
    {
      has: 'ockerfile parse error ',
      regexp: /(?<path>[Dd]ockerfile) parse error (?:on )?line (?<line>\d{1,7}): (?<message>.+)$/,
      path: () => 'Dockerfile',
      severity: 'error',
    },
    {
      // hadolint
      regexp: new RegExp(
        `^${PATH}:${LINE}(?: |:)(?:${COLUMN} )?(?<code>(?:DL|SC)\\d{4}) (?:(?<severity>error|warning|info|style): )?(?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) =>
        severity === 'info' || severity === 'style'
          ? undefined
          : severity === 'error'
            ? 'error'
            : 'warning',
      anyFile: true,
    },
    {
      // Bazel; a file without an ending may be meant
      regexp: new RegExp(
        `^(?<severity>ERROR|WARNING): (?<path>[^:\\s"<>|]{1,400}(?:BUILD|WORKSPACE|MODULE|\\.bzl|\\.bazel)):${LINE}:${COLUMN}: (?<message>.+)$`,
        'u',
      ),
      anyFile: true,
    },
    {
      // actionlint
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.ya?ml):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>.+) \[(?<code>[\w-]{3,60})\]$/,
      severity: 'error',
    },
    {
      // ansible-lint
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.ya?ml):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<code>[a-z][\w-]{2,60}(?:\[[\w-]{1,60}\])?): (?<message>.+)$/,
      severity: ({ message = '' }) => (message.endsWith('(warning)') ? 'warning' : 'error'),
      untimed: true,
    },
    {
      // ansible-lint from 5 to 6.0, without a colon
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.ya?ml):(?<line>\d{1,7}): (?<code>[a-z]{2,20}(?:-[a-z]{2,20}){1,5}) (?<message>[A-Z].+)$/,
      severity: 'error',
      untimed: true,
    },
    {
      // ansible-lint 5 for machines: rule and level
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.ya?ml):(?<line>\d{1,7}): \[(?<code>[\w-]{2,60})\] \[(?<severity>VERY_LOW|LOW|MEDIUM|HIGH|VERY_HIGH|BLOCKER|MINOR|MAJOR|CRITICAL)\] (?<message>.+)$/,
      severity: ({ severity = '' }) => (/LOW|MINOR/.test(severity) ? 'warning' : 'error'),
    },
    {
      // cfn-lint for machines: both ends, and the rule
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:ya?ml|json|template)):(?<line>\d{1,7}):(?<column>\d{1,6}):\d{1,7}:\d{1,6}:(?<code>(?<severity>[EW])\d{4}):(?<message>.+)$/,
      severity: ({ severity }) => (severity === 'E' ? 'error' : 'warning'),
    },
    {
      has: 'parse error at (',
      regexp:
        /parse error at \((?<path>[^():]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?\): (?<message>.+)$/,
      path: inChart,
      partial: true,
      severity: 'error',
    },
    {
      has: 'template: ',
      regexp:
        /(?:^|\s)template: (?<path>[^\s:]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>executing .+)$/,
      path: inChart,
      partial: true,
      severity: 'error',
    },
    {
      // Ansible itself; the reason stands above
      has: "appears to be in '",
      regexp:
        /appears to be in '(?<path>[^']{1,400})': line (?<line>\d{1,7}), column (?<column>\d{1,6})/,
      message: (line) =>
        [1, 2, 3, 4].map((back) => line.before(back).trim()).find((text) => text !== ''),
      severity: 'error',
    },
  ],
  begins: [
    String.raw`ERROR: failed to `,
    String.raw`(?:Docker|Make|GNUmake|Jenkins|Container|Gem|Rake|Pod|Just|Fast)file(?:[.-][\w.-]{1,40})?[: ]\d`,
    String.raw`(?:BUILD|WORKSPACE)(?:\.bazel)?:\d`,
  ],
  starts: [String.raw`Error response from d`],
}

/** Helm names a chart by its name, which its folder need not have. */
function inChart({ path = '' }: Groups): readonly string[] {
  return [path, path.slice(path.indexOf('/') + 1)]
}
