import { readFileSync } from 'node:fs'
import { currentTrace } from '@comptoir/service/observability/trace'
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

/** Scripts run by their digest; Redis is given the text when it does not know it. */
export function createScripts(redis: Redis, logKey: string): RunScript {
  const shared = read('shared')
  for (const name of names) {
    redis.defineCommand(`stock_${name}`, { numberOfKeys: 1, lua: `${shared}\n${read(name)}` })
  }
  const commands = redis as unknown as Record<`stock_${ScriptName}`, Command>
  return (name, ...args) =>
    commands[`stock_${name}`](logKey, currentTrace()?.traceparent ?? '', ...args)
}
