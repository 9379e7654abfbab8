import type { Family } from './family.js'
import type { Groups } from './form.js'
import type { Line } from '../finding.js'

/** Linters asked for the form of another system print its commands, which name the place in properties. */
export const ciCommands: Family = {
  tools: 'Commands of GitHub and Azure Pipelines that linters print',
  reads: {
    en: '`::error file=path,line=12::text`, `##vso[task.logissue type=error;sourcepath=path;linenumber=12]text`',
    zh: '`::error file=path,line=12::text`、`##vso[task.logissue type=error;sourcepath=path;linenumber=12]text`',
  },
  forms: [
    {
      has: '::',
      regexp:
        /^::(?<severity>error|warning) (?=[^:]{0,600}\bfile=(?<path>[^,:]{1,400}))(?=[^:]{0,800}\bline=(?<line>\d{1,7}))(?:(?=[^:]{0,800}\bcol=(?<column>\d{1,6})))?[^:]{1,1200}::(?<message>\S.*)$/,
      path: ({ path = '' }) => plain(path),
      message,
    },
    {
      has: '##vso[',
      regexp:
        /^##vso\[task\.logissue (?=[^\]]{0,400}\btype=(?<severity>error|warning))(?=[^\]]{0,600}\bsourcepath=(?<path>[^;\]]{1,400}))(?=[^\]]{0,800}\blinenumber=(?<line>\d{1,7}))(?:(?=[^\]]{0,800}\bcolumnnumber=(?<column>\d{1,6})))?(?:(?=[^\]]{0,800}\bcode=(?<code>[\w@/-]{1,80})))?[^\]]{1,1200}\](?<message>\S.*)$/,
      path: ({ path = '' }) => plain(path),
      message,
    },
  ],
  starts: ['::(?:error|warning) ', String.raw`##vso\[`],
}

/** What separates properties and lines is written as in addresses. */
function plain(text: string): string {
  return text
    .replace(/%(?:0D|AZP0D)/gi, '')
    .replace(/%0A/gi, '\n')
    .replace(/%3A/gi, ':')
    .replace(/%2C/gi, ',')
    .replace(/%25/g, '%')
}

function message(_line: Line, { message: text = '' }: Groups): string {
  return plain(text)
}
