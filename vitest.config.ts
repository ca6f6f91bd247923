import { defineConfig } from 'vitest/config';

/**
 * Three projects in one run, one after the other. A test of a panel asks for a DOM by its first line: `// @vitest-environment happy-dom`.
 * Start them with `npm test`, which prepares the browser and the tools that some of them need.
 */
export default defineConfig({
  // Panels are tested with the same JSX that the client is built with.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/endurance/**', 'test/bench/**'],
          // Vitest would leave one core of two idle.
          maxWorkers: 2,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'endurance',
          include: ['test/endurance/**/*.test.ts'],
          // Whole servers that are cut off and killed: apart from tests that take a core each, and more at a time than cores, for they wait most of the time.
          maxWorkers: 3,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // Two browsers at a time, and apart from the others: they wait most of the time, but a third one would slow them all down.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
