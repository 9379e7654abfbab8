import { type FileList, folderOf } from './file-list.js'

const MOST_MANIFESTS = 300

/** Finds the folders of the projects in a checkout by the names that tools print. */
export class Projects {
  readonly #files: FileList
  readonly #known = new Map<string, string | undefined>()
  #modules: readonly (readonly [module: string, folder: string])[] | undefined

  constructor(files: FileList) {
    this.#files = files
  }

  /** The folder of a package, a Maven module or a Gradle project; a folder's own path counts, too. */
  folder(name: string): string | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#find(name))
    return this.#known.get(name)
  }

  /** The folder of a Go package: its module's folder, and what its import path adds. */
  goFolder(importPath: string): string | undefined {
    this.#modules ??= this.#manifests('go.mod').flatMap((file) => {
      const module = /^module\s+(\S+)/m.exec(this.#files.text(file))?.[1]
      return module === undefined ? [] : [[module, folderOf(file)] as const]
    })
    const [longest] = this.#modules
      .filter(([module]) => importPath === module || importPath.startsWith(`${module}/`))
      .sort(([a], [b]) => b.length - a.length)
    if (longest === undefined) return undefined
    const [module, folder] = longest
    return [folder, importPath.slice(module.length + 1)].filter((part) => part !== '').join('/')
  }

  #find(name: string): string | undefined {
    if (this.#files.hasFolder(name)) return name
    const named = this.#manifests('package.json').filter((file) =>
      this.#files.text(file).includes(`"name": "${name}"`),
    )
    const modules = this.#manifests('pom.xml').filter(
      (file) => artifactOf(this.#files.text(file)) === name,
    )
    const manifests = [...named, ...modules]
    if (manifests.length === 1) return folderOf(manifests[0] ?? '')
    return this.#onlyFolderNamed(name.slice(name.lastIndexOf('/') + 1))
  }

  #onlyFolderNamed(name: string): string | undefined {
    const folders = new Set<string>()
    for (const file of this.#files.all) {
      const at = `/${file}`.indexOf(`/${name}/`)
      if (at >= 0) folders.add(file.slice(0, at + name.length))
      if (folders.size > 1) return undefined
    }
    return [...folders][0]
  }

  #manifests(name: string): readonly string[] {
    return this.#files.named(name).slice(0, MOST_MANIFESTS)
  }
}

/** A module's own name is outside of the elements `parent` and `dependencies`, which have such names, too. */
function artifactOf(pom: string): string | undefined {
  const own = pom.replace(/<parent>[^]*?<\/parent>/, '')
  return /<artifactId>\s*([^<\s]+)/.exec(own)?.[1]
}
