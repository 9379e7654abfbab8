/** A file of the file manager, as a test puts it there. */
export interface StoredFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly domainId: string
  /** Whether this account may use it. */
  readonly usage?: boolean
  /** What the download is sent as. */
  readonly type?: string
}

export interface Keystore extends StoredFile {
  readonly id: string
}

/** An account of the simulated tenant. */
export const DOMAIN_ID = '60021bab32fd450aa2cb89226f425e06'

/** The files that CodeArts Build keeps for its tasks. */
export class Keystores {
  readonly #files: Keystore[] = []

  get files(): readonly Keystore[] {
    return this.#files
  }

  /** Its id, 32 digits and lower-case letters. */
  add(file: StoredFile): string {
    const id = (this.#files.length + 1).toString(16).padStart(32, 'e')
    this.#files.push({ ...file, id })
    return id
  }
}
