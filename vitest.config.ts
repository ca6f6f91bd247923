import { defineConfig } from 'vitest/config';

/**
 * Two projects in one run. A test of a panel asks for a DOM by its first line: `// @vitest-environment happy-dom`.
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
          exclude: ['test/browser/**', 'test/bench/**'],
          // Vitest would leave one core of two idle.
          maxWorkers: 2,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
