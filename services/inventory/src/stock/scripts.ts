import { createLuaScripts } from '@comptoir/dapr/host/lua-scripts'
import { currentTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Redis } from 'ioredis'

const names = [
  'reserve',
  'secure',
  'commit',
  'amend',
  'release',
  'restock',
  'read-reservation',
  'read-items',
  'set-item',
  'move',
  'sweep',
] as const
type ScriptName = (typeof names)[number]

/** Runs a script on the stock; it is given the log's key and the trace, then the arguments. */
export type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<unknown>

/** While Redis has lost the stock, all scripts refuse with dependency_unavailable: what asks tries again. */
export function createScripts(redis: Redis, logKey: string): RunScript {
  const folder = new URL('./lua/', import.meta.url)
  const run = createLuaScripts(redis, { prefix: 'stock', folder, names, key: logKey })
  return (name, ...args) => run(name, currentTrace()?.traceparent ?? '', ...args).catch(asRefusal)
}

function asRefusal(error: unknown): never {
  const isLost = error instanceof Error && error.message.includes('STOCKLOST')
  throw isLost ? refuse('dependency_unavailable', 'the stock is lost, or not read yet') : error
}
