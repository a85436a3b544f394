import { type Platform, startPlatform } from '@comptoir/e2e/platform'
import { layoutOf } from '@comptoir/tools/runner/plan/layout'
import { runningNow } from '@comptoir/tools/runner/process/run-file'

const ownPortOffset = 13_000

export type Found = Platform & {
  /** How long the start took, when it was not running. */
  readonly startSeconds?: number
}

/** What `--url` says in the benches. */
export const elsewhereHelp = 'a shop elsewhere, timed through its gateway; default: the one here'

/** The Comptoir at an address, or that runs from this checkout or in `COMPTOIR_HOME`; without one, one of its own, with the demo shop where asked. */
export async function findPlatform(
  url: string | undefined,
  { isSeeded = false } = {},
): Promise<Found> {
  if (url !== undefined) {
    delete process.env.COMPTOIR_HOME
    process.env.COMPTOIR_URL = url
    return await startPlatform(ownPortOffset)
  }
  const { runFile, home } = layoutOf()
  if (runningNow(runFile)) {
    process.env.COMPTOIR_HOME = home
    process.env.COMPTOIR_URL = 'running'
    return await startPlatform(ownPortOffset)
  }
  delete process.env.COMPTOIR_HOME
  const startedAt = performance.now()
  const settings = { PARCEL_PACE_SECONDS: '600' }
  const platform = await startPlatform(ownPortOffset, settings, { isSeeded })
  const startSeconds = Math.round((performance.now() - startedAt) / 100) / 10
  process.env.COMPTOIR_HOME = platform.home
  return { ...platform, startSeconds }
}
