import { type Counts, firstLine, type Phase, runReported } from './check-runner.ts'

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

type Spec = {
  readonly title: string
  readonly file: string
  readonly tests: readonly {
    readonly status: string
    readonly results: readonly { readonly error?: { readonly message?: string } }[]
  }[]
}

type Suite = {
  readonly title: string
  readonly file: string
  readonly specs?: readonly Spec[]
  readonly suites?: readonly Suite[]
}

type Report = {
  readonly suites?: readonly Suite[]
  /** What failed outside of any test: a file that cannot be loaded, a platform that does not start. */
  readonly errors?: readonly { readonly message?: string }[]
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** What Playwright's report says: what was left out, or went well only at the second try, failed. */
export function countsOfSites(json: string | undefined, code: number): Counts {
  if (json === undefined) return { passed: 0, failed: 1, failures: ['the run left no report'] }
  const { stats, suites = [], errors = [] } = JSON.parse(json) as Report
  const { expected, unexpected, flaky, skipped } = stats
  const failed = unexpected + flaky + skipped
  const failures = [
    ...suites.flatMap((suite) => failuresIn(suite, [])),
    ...errors.map(({ message }) => `the run of the sites: ${firstLine(message)}`),
  ]
  if (failed > 0) return { passed: expected, failed, failures }
  if (code === 0 && expected > 0) return { passed: expected, failed: 0 }
  const reason = code === 0 ? 'no test ran' : `the run ended with ${code}`
  return { passed: expected, failed: 1, failures: failures.length > 0 ? failures : [reason] }
}

/** Each test that is not as expected, in one line. A suite that is a file has its name for a title. */
function failuresIn(suite: Suite, above: readonly string[]): string[] {
  const path = suite.title === suite.file ? above : [...above, suite.title]
  const own = (suite.specs ?? []).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ status, results }) => {
        const message = results.find(({ error }) => error)?.error?.message
        return `${file} › ${[...path, title].join(' ')}: ${firstLine(message) || status}`
      }),
  )
  return [...own, ...(suite.suites ?? []).flatMap((one) => failuresIn(one, path))]
}
