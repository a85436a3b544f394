import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { UserError } from '../../runner/screen/user-error.ts'
import type { Part, PartInput } from '../part.ts'

/**
 * The memory of each sidecar as the store. Indexes, timers, pictures and payments of documents that are gone would mix
 * with the new ones: each start begins without them. Throws a UserError for a Redis that we may not empty.
 */
export async function provideInMemory({ layout, env }: PartInput): Promise<Part> {
  if (env.REDIS_URL) {
    throw new UserError(
      'The Redis that REDIS_URL names would keep the indexes of documents that end with each start: ' +
        'start --store in-memory without REDIS_URL',
    )
  }
  for (const name of readdirSync(layout.data)) {
    if (name === basename(layout.choiceFile)) continue
    rmSync(join(layout.data, name), { recursive: true, force: true })
  }
  // made before the store is chosen, and Redis starts in it
  mkdirSync(join(layout.data, 'redis'))
  return { name: 'in-memory', from: 'the sidecars', processes: [], sidecarEnvironment: () => ({}) }
}
