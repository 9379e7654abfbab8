import jest from 'eslint-plugin-jest'
import tseslint from 'typescript-eslint'

/** Arrows go one way: actions -> compose -> {github, backends, iam, http} -> config -> core. */
const mayNotImport = (folder, patterns, message) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message }] }],
  },
})

const actionsToolkit = '^@actions/core|^@actions/github'
const httpClient = '^@actions/http-client'

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'third_party/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', '*.js', 'scripts/*.mjs'] },
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
  mayNotImport('core', '^(?!\\./)', 'core is pure: it imports nothing outside src/core.'),
  mayNotImport(
    'github',
    `/(backends|iam|http|actions|compose)(/|\\.)|${httpClient}`,
    'github/ knows core and config only.',
  ),
  mayNotImport(
    'backends',
    `/(github|actions|compose)(/|\\.)|${httpClient}|${actionsToolkit}`,
    'a backend knows core, config, http and iam only.',
  ),
  mayNotImport(
    'iam',
    `/(github|backends|actions|compose)(/|\\.)|${httpClient}|${actionsToolkit}`,
    'iam/ knows core, config and http only.',
  ),
  mayNotImport(
    'http',
    `/(github|backends|iam|actions|compose)(/|\\.)|${actionsToolkit}`,
    'http/ knows core only.',
  ),
  { files: ['scripts/**', 'bench/**', '__tests__/**'], rules: { 'no-console': 'off' } },
  {
    files: ['__tests__/**/*.test.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      // What holds after every test of a file is checked once, behind each.
      'jest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach'] }],
      'jest/no-jest-import': 'off',
    },
  },
)
