import type { Folder } from '../context.js'
import type { Place } from '../finding.js'

/**
 * What a remote path means: a file of the repository, with slashes and relative to it; `foreign` for none of its files;
 * `unclear` where several fit.
 */
export type Location =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unclear' }

/** Where findings are: turns remote paths into paths of the repository. */
export interface SourceTree {
  locate(place: Place, folders: readonly Folder[]): Location
}
