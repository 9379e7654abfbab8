/** The path of a browser that is there; nothing is installed. */
export function installedChromium(): string | undefined
/** The same; in CI (the variable CI is set) installed from Debian's packages where that is possible. */
export function chromium(): string | undefined
/** What to do about a browser that is missing. */
export const NO_CHROMIUM: string
