import { typesOnlyFiles } from './scripts/types-only.mjs'

/** V8 counts the lines of a file that is never loaded as missed; a run without counters need not look for them. */
function withoutTypesOnly() {
  return process.argv.includes('--coverage') ? typesOnlyFiles('src').map((file) => `!${file}`) : []
}

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/scripts/jest-environment.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': '<rootDir>/scripts/jest-transform.mjs',
  },
  // Node 24, and sources on their way into the bundle.
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
  globalSetup: '<rootDir>/__tests__/support/temporary-folder/make.mjs',
  globalTeardown: '<rootDir>/__tests__/support/temporary-folder/remove.mjs',
  testMatch: ['**/__tests__/**/*.test.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary'],
  collectCoverageFrom: [
    'src/**/*.ts',
    // Run as a process of their own, out of the bundle, where no counter reaches (__tests__/dist).
    '!src/actions/**',
    '!src/clouds/huawei/connect.ts',
    ...withoutTypesOnly(),
  ],
  // Below what all tests reach together; looked at with --coverage only.
  coverageThreshold: {
    global: { lines: 98, branches: 93, functions: 96 },
    './src/core/': { lines: 99, branches: 94, functions: 98 },
  },
  // Tests of processes, and of services that are silent, wait more than they compute.
  maxWorkers: 4,
  testTimeout: 60_000,
}
