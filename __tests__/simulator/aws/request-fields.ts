import { mistaken } from './answers.js'

type Body = Readonly<Record<string, unknown>>

export function onlyFields(body: Body, known: readonly string[]): void {
  const unknown = Object.keys(body).filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw mistaken('SerializationException', `unknown fields: ${unknown.join(', ')}`)
}

export function textField(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '')
    throw mistaken('InvalidInputException', `${name} is missing`)
  return value
}
