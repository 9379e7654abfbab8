import { isList, isObject, type JsonObject } from '../../../../text/index.js'

const SECRET_NAME = /token|passw|secret|credential|api_?key|access_?key/i
/** Well-known beginnings of tokens, and long runs of letters and digits without a word in them. */
const SECRET_VALUE =
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|eyJ[A-Za-z0-9_-]{8,}\.)|(?=[A-Za-z0-9+/_-]{32,}={0,2}$)(?=.*\d)(?=.*[A-Z])(?=.*[a-z])/
const MOST = 50

/** Paths of step properties whose names or values look like a secret: to be looked at before a file is committed. */
export function secretHints(view: JsonObject, path = 'task'): readonly string[] {
  const steps = view['steps']
  if (!isList(steps)) return []
  return steps
    .flatMap((step, index) =>
      isObject(step) ? hintsIn(step['with'], `${path}.steps[${index}].with`) : [],
    )
    .slice(0, MOST)
}

function hintsIn(value: unknown, path: string, name = ''): readonly string[] {
  if (isList(value)) return value.flatMap((item, index) => hintsIn(item, `${path}[${index}]`, name))
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => hintsIn(inner, `${path}.${key}`, key))
  }
  if (typeof value !== 'string' || value === '') return []
  // `${NAME}` is a parameter, and no secret by itself.
  const isReference = /^\$\{\w+\}$/.test(value)
  return !isReference && (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) ? [path] : []
}
