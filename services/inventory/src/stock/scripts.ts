import { createHash } from 'node:crypto'
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
type Script = { readonly source: string; readonly sha: string }

const shared = read('shared')
const scripts = new Map<ScriptName, Script>(
  names.map((name) => {
    const source = `${shared}\n${read(name)}`
    return [name, { source, sha: createHash('sha1').update(source).digest('hex') }]
  }),
)

/** Runs a script on the stock; it is given the log's key and the trace, then the arguments. */
export type RunScript = (name: ScriptName, ...args: (string | number)[]) => Promise<unknown>

/** Scripts run by their digest; Redis is given the text when it does not know it. */
export function createScripts(redis: Redis, logKey: string): RunScript {
  return async function run(name, ...args) {
    const script = scripts.get(name)
    if (!script) throw new Error(`no script ${name}`)
    const all = [logKey, currentTrace()?.traceparent ?? '', ...args]
    try {
      return await redis.evalsha(script.sha, 1, ...all)
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return await redis.eval(script.source, 1, ...all)
    }
  }
}
