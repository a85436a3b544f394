import type { TestProject } from 'vitest/node'
import { type PlatformAddress, startPlatform } from './platform.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    platform: PlatformAddress
  }
}

/** Starts one platform for all journeys; vitest calls what it returns at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...address } = await startPlatform(19_000)
  project.provide('platform', address)
  return () => stop()
}
