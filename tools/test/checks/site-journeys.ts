import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Counts, type Phase, runTool } from './check-runner.ts'

/** Of Playwright, from the root of the repository. */
export const sitesConfig = 'e2e/sites/playwright.config.ts'

/** The short journeys of the sites in a browser; `npm run test:sites` plays all of them. */
export const siteJourneys: Phase = {
  name: 'sites',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'comptoir-test-'))
    const file = join(folder, 'report.json')
    const args = ['test', '--config', sitesConfig, '--grep', '@short']
    const settings = { SITES_REPORT: file, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }
    const { code } = await runTool('playwright', args, { show: true, settings })
    const json = existsSync(file) ? readFileSync(file, 'utf8') : undefined
    rmSync(folder, { recursive: true })
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
