import { parseAnswer } from '../../gateway/index.js'

/** A number of more digits may lose some of them as a double (2^53 has 16). */
const LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * The value of a JSON text, in which integers that a double can't hold are texts. The id of an execution is a number in
 * the example of its page and a string in the table: its digits must stay, however many there are.
 */
export function exactJson(text: string): unknown {
  const exact = text.replace(LONG_INTEGER, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  )
  return parseAnswer(exact)
}
