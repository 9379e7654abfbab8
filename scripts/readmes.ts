import { fileOf } from './action-folders.js'
import { INPUT_GROUPS } from './input-groups.js'
import { declaredNames, type Translation, withTables } from './readme-tables.js'
import { descriptionsFor, staleNames, type Translations, translationsOf } from './translations.js'

const TRANSLATIONS = 'scripts/descriptions.zh-CN.yml'

/** A README as it stands, and as its action.yml wants it. */
export interface Readme {
  readonly name: string
  readonly before: string
  readonly after: string
}

interface ReadReadmes {
  readonly readmes: readonly Readme[]
  /** One line for each README, description or marker that is missing, or that nobody needs. */
  readonly problems: readonly string[]
}

/** Both READMEs of every action; `textOf` reads a file of the repository, and throws where there is none. */
export function readReadmes(
  folders: readonly string[],
  textOf: (name: string) => string,
): ReadReadmes {
  const problems: string[] = []
  const translations = translationsOf(textOf(TRANSLATIONS))
  const readmes = folders.flatMap((folder) =>
    [undefined, chinese(translations, folder)].flatMap((translation) => {
      const name = fileOf(folder, translation === undefined ? 'README.md' : 'README.zh-CN.md')
      try {
        const before = textOf(name)
        const action = textOf(fileOf(folder, 'action.yml'))
        return [
          { name, before, after: withTables(before, action, translation, INPUT_GROUPS[folder]) },
        ]
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
        return []
      }
    }),
  )
  const stale = staleNames(translations, declaredIn(folders, textOf))
  return {
    readmes,
    problems: [...problems, ...stale.map((name) => `${TRANSLATIONS}: nobody has ${name}.`)],
  }
}

function chinese(translations: Translations, folder: string): Translation {
  return {
    descriptions: {
      inputs: descriptionsFor(translations, folder, 'inputs'),
      outputs: descriptionsFor(translations, folder, 'outputs'),
    },
    inputHead: ['输入', '默认值', '含义'],
    outputHead: ['输出', '值'],
  }
}

function declaredIn(folders: readonly string[], textOf: (name: string) => string) {
  const declared = folders.map((folder) => {
    const action = textOf(fileOf(folder, 'action.yml'))
    const names = {
      inputs: declaredNames(action, 'inputs'),
      outputs: declaredNames(action, 'outputs'),
    }
    return [folder, names] as const
  })
  return Object.fromEntries(declared)
}
