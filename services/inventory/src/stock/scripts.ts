import { createLuaScripts } from '@comptoir/dapr/host/lua-scripts'
import { currentAudit } from '@comptoir/service/audit/audit-scope'
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

/** Runs a script on the stock; it is given the log's key, the trace and who of the staff acts, then the arguments. */
export type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<unknown>

/** While Redis has lost the stock, all scripts refuse with dependency_unavailable: what asks tries again. */
export function createScripts(redis: Redis, logKey: string): RunScript {
  const folder = new URL('./lua/', import.meta.url)
  const run = createLuaScripts(redis, { prefix: 'stock', folder, names, key: logKey })
  return (name, ...args) => run(name, contextOf(), ...args).catch(asRefusal)
}

/** The trace, and what a script says for the audit log of what staff change: it leaves with the stock. */
function contextOf(): string {
  const traceparent = currentTrace()?.traceparent ?? ''
  const scope = currentAudit()
  if (!scope?.isForStaff) return traceparent
  const { actionId, operation, actor, reason } = scope
  const traceId = currentTrace()?.traceId
  return `${traceparent}|${JSON.stringify({ actionId, operation, actor, reason, traceId })}`
}

function asRefusal(error: unknown): never {
  const isLost = error instanceof Error && error.message.includes('STOCKLOST')
  throw isLost ? refuse('dependency_unavailable', 'the stock is lost, or not read yet') : error
}
