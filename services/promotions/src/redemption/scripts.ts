import { createLuaScripts } from '@comptoir/dapr/host/lua-scripts'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Redis } from 'ioredis'

/** Set while the uses are counted: scripts refuse to decide anything without it. Its hash tag is that of every other key. */
export const begunKey = '{promotions}:begun'

const names = [
  'reserve',
  'confirm',
  'release',
  'read',
  'reached',
  'counts',
  'sweep',
  'unsaved',
  'saved',
  'restore',
  'forget',
] as const
type ScriptName = (typeof names)[number]
type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<unknown>

/** While Redis has lost the counts, all that decides on them refuses with dependency_unavailable: what asks tries again. */
export function createScripts(redis: Redis): RunScript {
  const folder = new URL('./lua/', import.meta.url)
  const run = createLuaScripts(redis, { prefix: 'redemptions', folder, names, key: begunKey })
  return (name, ...args) => run(name, ...args).catch(asRefusal)
}

function asRefusal(error: unknown): never {
  const isLost = error instanceof Error && error.message.includes('COUNTSLOST')
  throw isLost ? refuse('dependency_unavailable', 'uses of promotions are counted again') : error
}
