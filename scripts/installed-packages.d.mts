/** The part of a lockfile that is compared. */
export interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string
        readonly integrity?: string
        readonly link?: boolean
        readonly optional?: boolean
      }
    >
  >
}

export function holdsPackages(lock: Lockfile, hidden: Lockfile): boolean
