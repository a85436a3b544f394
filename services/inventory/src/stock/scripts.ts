import { readFileSync } from 'node:fs'
import { currentTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Redis } from 'ioredis'

const read = (name: string) => readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8')

const names = [
  'reserve',
  'secure',
  'commit',
  'release',
  'read-reservation',
  'read-items',
  'set-item',
  'move',
  'sweep',
] as const
type ScriptName = (typeof names)[number]

/** Runs a script on the stock; it is given the log's key and the trace, then the arguments. */
type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<unknown>
type Command = (...args: (string | number)[]) => Promise<unknown>

/**
 * Scripts run by their digest; Redis is given the text when it does not know it. While Redis has lost the stock, all of
 * them refuse with dependency_unavailable: what asks tries again.
 */
export function createScripts(redis: Redis, logKey: string): RunScript {
  const shared = read('shared')
  for (const name of names) {
    redis.defineCommand(`stock_${name}`, { numberOfKeys: 1, lua: `${shared}\n${read(name)}` })
  }
  const commands = redis as unknown as Record<`stock_${ScriptName}`, Command>
  return (name, ...args) =>
    commands[`stock_${name}`](logKey, currentTrace()?.traceparent ?? '', ...args).catch(asRefusal)
}

function asRefusal(error: unknown): never {
  const isLost = error instanceof Error && error.message.includes('STOCKLOST')
  throw isLost ? refuse('dependency_unavailable', 'the stock is lost, or not read yet') : error
}
