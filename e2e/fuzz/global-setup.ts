import type { TestProject } from 'vitest/node'
import { startPlatform } from '../src/platform.ts'

/** Limits off: what they refuse is not tried. */
const settings = {
  RATE_LIMIT_PER_MINUTE: '0',
  RATE_LIMIT_READS_PER_MINUTE: '0',
  RATE_LIMIT_SIGN_IN_PER_MINUTE: '0',
  RATE_LIMIT_DOCUMENTS_PER_MINUTE: '0',
}

/** Starts a platform for the fuzzer alone: it writes whatever it likes. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startPlatform(16_000, settings)
  project.provide('platform', address)
  return () => stop()
}
