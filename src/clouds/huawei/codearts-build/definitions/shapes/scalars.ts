import { listed, type Shape, shown, type TextRule } from './shape.js'

/** Text; numbers and booleans count as they are written, because the service keeps all of these as strings. */
export function text({ pattern, rule, description }: TextRule): Shape<string> {
  return {
    schema: {
      type: ['string', 'number', 'boolean'],
      ...(pattern && { pattern: pattern.source }),
      ...(description !== undefined && { description }),
    },
    read(node, complain) {
      if (node.kind === 'scalar' && node.value !== null) {
        if (pattern === undefined || pattern.test(node.written)) return node.written
      }
      complain(node, `${shown(node)}: it must be ${rule}.`)
      return undefined
    },
  }
}

/** Text that may be empty, or missing after its key. */
export function anyText(description: string): Shape<string> {
  return {
    schema: { type: ['string', 'number', 'boolean', 'null'], description },
    read(node, complain) {
      if (node.kind === 'scalar') return node.value === null ? '' : node.written
      complain(node, `${shown(node)}: it must be text.`)
      return undefined
    },
  }
}

export function choice<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  description?: string,
): Shape<Choice> {
  return {
    schema: { enum: choices, ...(description !== undefined && { description }) },
    read(node, complain) {
      const written = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : ''
      const chosen = choices.find((one) => one === written)
      if (chosen === undefined) complain(node, `${shown(node)}: it must be ${listed(choices)}.`)
      return chosen
    },
  }
}

/** Exactly this number. */
export function constant<const Value extends number>(
  value: Value,
  description: string,
): Shape<Value> {
  return {
    schema: { const: value, description },
    read(node, complain) {
      if (node.kind === 'scalar' && node.value === value) return value
      complain(node, `${shown(node)}: it must be ${value}.`)
      return undefined
    },
  }
}

export function flag(description: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', description },
    read(node, complain) {
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
      complain(node, `${shown(node)}: it must be true or false.`)
      return undefined
    },
  }
}
