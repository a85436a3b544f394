import { defineConfig } from '@playwright/test'

const report = process.env['SITES_REPORT']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.site.ts',
  outputDir: '../../.comptoir/site-tests',
  globalSetup: './kit/global-setup.ts',
  // one platform and one browser are enough for two cores
  workers: 1,
  forbidOnly: true,
  // only what hangs is to end here: a loaded machine is slow, not wrong
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    screenshot: 'only-on-failure',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
  },
})
