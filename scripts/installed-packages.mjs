/**
 * Whether node_modules holds what package-lock.json names, by the list that npm itself writes there once an install is
 * complete (npm, "package-lock.json", hidden lockfiles). Packages for other platforms are missing from it.
 */
export function holdsPackages(lock, hidden) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true
    const found = hidden.packages[path]
    if (found === undefined) return wanted.optional === true
    return (
      found.version === wanted.version &&
      found.integrity === wanted.integrity &&
      found.link === wanted.link
    )
  })
}
