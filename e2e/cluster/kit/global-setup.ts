import type { TestProject } from 'vitest/node'
import { printTable } from '../../faults/kit/table.ts'
import { startPlatform } from '../../src/platform.ts'

/** The shop that the environment names, in a cluster or in containers; shows what each drill came to. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env['COMPTOIR_URL'])
    throw new Error('run `npm run test:cluster`, or `npm run test:compose`')
  const { stop, ...address } = await startPlatform(0)
  project.provide('platform', address)
  return async () => {
    printTable(address.home)
    await stop()
  }
}
