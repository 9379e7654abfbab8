/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': '<rootDir>/scripts/jest-transform.mjs',
  },
  testMatch: ['**/__tests__/**/*.test.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary'],
  collectCoverageFrom: [
    'src/**/*.ts',
    // Run as a process of their own, out of the bundle, where no counter reaches (__tests__/dist).
    '!src/actions/**',
    '!src/clouds/huawei/connect.ts',
    // Types only: V8 counts the lines of a file that is never loaded as missed.
    '!src/config.ts',
    '!src/core/{journal-entry,ports,run,supervision}.ts',
    '!src/github/summary/facts.ts',
    '!src/http/messages.ts',
    '!src/sign-in/authorizer.ts',
  ],
  // Below what all tests reach together; looked at with --coverage only.
  coverageThreshold: {
    global: { lines: 98, branches: 93, functions: 96 },
    './src/core/': { lines: 99, branches: 94, functions: 98 },
  },
  maxWorkers: 2,
  testTimeout: 60_000,
}
