import type { TestProject } from 'vitest/node'
import { startPlatform } from '../../src/platform.ts'
import { keepDrills } from './results.ts'
import { settings } from './settings.ts'
import { printTable, readRows } from './table.ts'

/** Starts one platform for all drills, stops it after them, shows what each came to, and keeps that of `test:faults`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startPlatform(22_000, settings)
  project.provide('platform', address)
  return async () => {
    const held = printTable(address.home)
    if (project.name === 'faults' && !address.isElsewhere)
      keepDrills(readRows(address.home), new Date().toISOString())
    await stop(!held)
  }
}
