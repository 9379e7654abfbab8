import type { RunTitle } from './run.js'

/** For the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** With a full stop, so that another sentence may follow: messages of the network have none. */
export function asSentence(text: string): string {
  return /[.!?。]["'”)]?$/.test(text) ? text : `${text}.`
}

/** Names a run, or says something of it, and where its page is. */
export function withPage(sentence: string, { url }: Pick<RunTitle, 'url'>): string {
  return url === undefined ? sentence : `${sentence} ${url}`
}
