/** The path of a browser that is there; nothing is installed. */
export function installedChromium(): string | undefined
/** The same, installed from Debian's packages where that is possible. */
export function chromium(): string | undefined
