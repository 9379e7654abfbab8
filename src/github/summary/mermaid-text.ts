import { plainPhrase } from './markdown.js'

/** Mermaid reads `#35;` as an entity (Mermaid, "Special characters that break syntax"): nothing else is left to it. */
export function mermaidText(remote: string, longest = 60): string {
  const phrase = plainPhrase(remote, longest)
  return phrase.replace(
    /[^\p{L}\p{N}\p{M} ./+()=-]/gu,
    (sign) => `#${sign.codePointAt(0) ?? 0xfffd};`,
  )
}
