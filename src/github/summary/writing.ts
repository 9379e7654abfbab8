import { code, plainPhrase, text } from './markdown.js'

/** How remote words are written into a sentence of ours; `longest` counts characters. */
export interface Writing {
  readonly text: (remote: string, longest: number) => string
  readonly code: (remote: string, longest: number) => string
}

export const MARKDOWN: Writing = { text, code }

/** For places that show text as it is, without Markdown. */
export const PLAIN: Writing = { text: plainPhrase, code: plainPhrase }
