import { defineConfig } from 'vitest/config';

/** The browser tests: one after the other, because each has a server and a browser of its own. */
export default defineConfig({
  test: {
    include: ['browse/**/*.browse.ts'],
    environment: 'node',
    fileParallelism: false,
    maxConcurrency: 3,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
