import { parseAnswer } from '../../gateway/index.js'

/**
 * Strings and numbers, each as a whole, closed or not, so that no character of a hostile text is looked at twice. The
 * digits of a fraction or an exponent are no integer of their own.
 */
const TOKEN = /"(?:[^"\\]|\\[^]?)*"?|-?\d[\d.eE+-]*/g
/** An integer of more digits may lose some of them as a double (2^53 has 16). */
const LONG_INTEGER = /^-?\d{16,}$/

/**
 * The value of a JSON text, in which integers that a double can't hold are texts. The id of an execution is a number in
 * the example of its page and a string in the table: its digits must stay, however many there are.
 */
export function exactJson(text: string): unknown {
  const exact = text.replace(TOKEN, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token))
  return parseAnswer(exact)
}
