import type { TestProject } from 'vitest/node'
import { startPlatform } from '../src/platform.ts'
import { printTable } from './table.ts'

/** Parcels stand still, so that every order can be cancelled; deadlines are short; faults may be planned. */
const settings = {
  FAULTS: 'on',
  PARCEL_SIMULATOR: 'off',
  PAYMENT_DEADLINE_SECONDS: '90',
  UNATTENDED_SECONDS: '10',
  WATCH_EVERY_MS: '5000',
  RESTART_PAUSE_MAX_MS: '1000',
}

/** Starts one platform for all drills, stops it after them, and shows what each came to. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startPlatform(22_000, settings)
  project.provide('platform', address)
  return async () => {
    const held = printTable(address.home)
    await stop(!held)
  }
}
