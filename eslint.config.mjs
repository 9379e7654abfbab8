import jest from 'eslint-plugin-jest'
import tseslint from 'typescript-eslint'
import { cuts } from './scripts/cuts.mjs'
import { importBorders } from './scripts/import-borders.mjs'

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '.cache/', 'third_party/'] },
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
  {
    files: ['src/**/*.ts'],
    plugins: { house: { rules: { 'import-borders': importBorders, cuts } } },
    rules: {
      'house/import-borders': 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': [
        'error',
        { max: 40, skipComments: true, skipBlankLines: true, IIFEs: true },
      ],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/text/start-of.ts'], rules: { 'house/cuts': 'error' } },
  { files: ['scripts/**', 'bench/**', '__tests__/**'], rules: { 'no-console': 'off' } },
  // What the tests say of a commit must not hang on the day: only `npm run fuzz` draws seeds.
  {
    files: ['__tests__/**'],
    ignores: ['__tests__/support/fast-check.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', message: 'Use support/fast-check.' },
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['__tests__/**/*.test.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      // What holds after every test of a file is checked once, after each.
      'jest/no-standalone-expect': [
        'error',
        { additionalTestBlockFunctions: ['afterEach', 'closedAfterEach'] },
      ],
      'jest/no-jest-import': 'off',
    },
  },
)
