import { setTimeout as sleep } from 'node:timers/promises'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { documentOf, idOfStateKey } from '@comptoir/dapr/documents/document-keys'
import type { StatePort } from '@comptoir/dapr/documents/state-port'
import { createRoster } from '@comptoir/dapr/roster/roster'
import type { Redis } from 'ioredis'
import type { Stores } from '../moving/connect-stores.ts'
import type { DocumentKey } from '../moving/document-keys.ts'
import { storeOf } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'

export type Wait = {
  readonly say: (text: string) => void
  readonly withinMs?: number
  readonly pollMs?: number
}
export type Rebuild = Wait & { readonly store: string }

const epochOf = (appId: AppId) => `epoch:${appId}`

/** Lists what the roster of each service does not have, and has all indexes made again. Throws as `makeAgain`. */
export async function rebuildIndexes(stores: Stores, options: Rebuild): Promise<void> {
  const { store, say } = options
  for (const appId of appIds) {
    const keys = await stores.keys(appId)
    const isRedis = storeOf(store, appId) === 'redis'
    const added = isRedis ? 0 : await completeRoster(stores.state(appId), keys)
    const more = added > 0 ? `, ${added} of them new in the roster` : ''
    if (keys.length > 0) say(`${appId}: ${keys.length} documents${more}`)
  }
  await makeAgain(stores.redis, options)
}

/**
 * Takes the epochs of all services away, at which each makes its indexes again, and waits until all have set a new one.
 * Throws a UserError for those that do not.
 */
export async function makeAgain(
  redis: Redis,
  { say, withinMs = 1_800_000, pollMs = 500 }: Wait,
): Promise<void> {
  const startedAt = performance.now()
  await redis.del(...appIds.map(epochOf))
  let waiting: readonly AppId[] = appIds
  while (waiting.length > 0) {
    if (performance.now() - startedAt > withinMs)
      throw new UserError(`Indexes were not made again by ${waiting.join(', ')}: see their logs`)
    await sleep(pollMs)
    const epochs = await redis.mget(...appIds.map(epochOf))
    waiting = appIds.filter((_, n) => !epochs[n])
  }
  say(`All indexes were made again in ${Math.round((performance.now() - startedAt) / 1_000)} s.`)
}

/**
 * Writes the names of documents to the roster that it does not have: such as those older than the roster, that had
 * neither index nor event. Answers how many.
 */
export async function completeRoster(
  state: StatePort,
  keys: readonly DocumentKey[],
): Promise<number> {
  const roster = createRoster(state, Date.now)
  const listed = new Set<string>()
  for await (const { documents } of roster.list()) for (const name of documents) listed.add(name)
  const names = keys.map(({ key }) => documentOf(key.slice(0, key.indexOf(':')), idOfStateKey(key)))
  const missing = names.filter((name) => !listed.has(name))
  await Promise.all(missing.map((name) => roster.add(name)))
  return missing.length
}
