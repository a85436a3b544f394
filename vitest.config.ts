import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/.comptoir/**']

// only what hangs is to end here: a loaded machine is slow, not wrong
const poll = { timeout: 20_000 }

export default defineConfig({
  test: {
    // says after all unit tests which writes of staff leave no entry of the audit log
    reporters: ['default', './tools/test/staff-writes/reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.int.test.ts'],
          setupFiles: ['tools/test/staff-writes/listen.ts'],
          // only what hangs is to end here: a loaded machine is slow, not wrong
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll },
        },
      },
      {
        test: {
          name: 'integration',
          expect: { poll },
          include: ['**/*.int.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          // the first one that needs a broker or a database installs it
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'papers',
          include: ['services/*/test/papers/*.papers.ts'],
          exclude,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'registry',
          include: ['tools/src/schemas/*.registry.ts'],
          exclude,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'conformance',
          expect: { poll },
          include: ['packages/dapr/test/conformance/*.conformance.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'broker-conformance',
          expect: { poll },
          include: ['packages/dapr/test/broker-conformance/*.conformance.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'journeys',
          expect: { poll },
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/src/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'fuzz',
          expect: { poll },
          include: ['e2e/fuzz/*.fuzz.ts'],
          globalSetup: ['e2e/fuzz/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'faults',
          expect: { poll },
          include: ['e2e/faults/**/*.faults.ts'],
          globalSetup: ['e2e/faults/kit/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'drills',
          expect: { poll },
          include: ['e2e/faults/drills/short.drill.ts'],
          globalSetup: ['e2e/faults/kit/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'attack',
          expect: { poll },
          include: ['e2e/attacks/*.attack.ts'],
          globalSetup: ['e2e/src/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'cluster',
          expect: { poll },
          include: ['e2e/cluster/*.cluster.ts'],
          globalSetup: ['e2e/cluster/kit/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'compose',
          expect: { poll },
          include: ['e2e/compose/*.compose.ts'],
          globalSetup: ['e2e/cluster/kit/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'soak',
          expect: { poll },
          include: ['e2e/faults/soak/soak.drill.ts'],
          globalSetup: ['e2e/faults/kit/global-setup.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
