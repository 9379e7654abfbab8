/** The YAML library, in a bundle of its own: `load-yaml.ts` loads it where an input or a file is YAML. */
export * from 'yaml'
