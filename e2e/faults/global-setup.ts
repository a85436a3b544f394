import type { TestProject } from 'vitest/node'
import { startPlatform } from '../src/platform.ts'
import { settings } from './settings.ts'
import { printTable } from './table.ts'

/** Starts one platform for all drills, stops it after them, and shows what each came to. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startPlatform(22_000, settings)
  project.provide('platform', address)
  return async () => {
    const held = printTable(address.home)
    await stop(!held)
  }
}
