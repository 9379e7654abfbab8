/** Whether nothing is left of a TypeScript file once its types are taken out. */
export function holdsTypesOnly(source: string): boolean
/** The files of a folder that hold types only, with slashes. */
export function typesOnlyFiles(folder: string): readonly string[]
