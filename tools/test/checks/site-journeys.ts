import { type Counts, type Phase, runReported } from './check-runner.ts'

/** Of Playwright, from the root of the repository. */
export const sitesConfig = 'e2e/sites/playwright.config.ts'

/** The short journeys of the sites in a browser; `npm run test:sites` plays all of them. */
export const siteJourneys: Phase = {
  name: 'sites',
  async run() {
    const { json, code } = await runReported('playwright', (file) => ({
      args: ['test', '--config', sitesConfig, '--grep', '@short'],
      settings: { SITES_REPORT: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    }))
    return countsOfSites(json, code)
  },
}

type Report = {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** What Playwright's report says: what was left out, or went well only at the second try, failed. */
export function countsOfSites(json: string | undefined, code: number): Counts {
  if (json === undefined) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = (JSON.parse(json) as Report).stats
  const failed = unexpected + flaky + skipped
  const isBroken = code !== 0 || expected === 0
  return { passed: expected, failed: isBroken && failed === 0 ? 1 : failed }
}
