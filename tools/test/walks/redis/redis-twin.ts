import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import { Lua } from 'wasmoon-lua5.1'

type Command = (...args: (string | number)[]) => Promise<unknown>
/** What the twin answers, as Redis would: numbers, texts, lists; `false` stands for nothing. */
type Reply =
  | string
  | number
  | boolean
  | readonly Reply[]
  | { readonly err?: string; readonly ok?: string }

export type RedisTwin = {
  /** As much of a client as stock and redemptions use. */
  readonly redis: Redis
  /** Grows with each script that runs. */
  changes(): number
  /** Forgets everything but the scripts. */
  reset(): void
}

/**
 * A Redis in memory with a clock that is given: it runs the same Lua scripts as the real one, in Lua 5.1, each in one step.
 * `turn` is awaited before each trip.
 * @example const { redis } = await createRedisTwin({ now: () => clock.nowMs }); createStock(redis)
 */
export async function createRedisTwin(options: {
  readonly now: () => number
  readonly turn?: () => Promise<void>
}): Promise<RedisTwin> {
  const { now, turn = async () => {} } = options
  const lua = await Lua.create()
  for (const name of ['json', 'redis-twin']) {
    await lua.doString(readFileSync(new URL(`./${name}.lua`, import.meta.url), 'utf8'))
  }
  const run: (name: string, now: string, keys: number, given: string) => string =
    lua.ctx['twin_run']
  const define: (name: string, source: string) => void = lua.ctx['twin_define']
  const reset: () => void = lua.ctx['twin_reset']

  async function call(name: string, keys: number, args: (string | number)[]): Promise<unknown> {
    await turn()
    if (keys > 0) changes += 1
    const given = JSON.stringify(args.map(String))
    const [reply] = JSON.parse(run(name, String(now()), keys, given)) as [Reply]
    return toAnswer(reply)
  }

  let changes = 0
  const commands: Record<string, unknown> = {}
  for (const name of ['exists', 'get', 'set', 'del', 'xrange', 'xrevrange'] as const) {
    commands[name] = (...args: (string | number)[]) => call(name, 0, args)
  }
  commands['defineCommand'] = (
    name: string,
    { lua: source, numberOfKeys }: { lua: string; numberOfKeys: number },
  ) => {
    define(name, source)
    const command: Command = (...args) => call(name, numberOfKeys, args)
    Object.assign(commands, { [name]: command })
  }
  return { redis: commands as unknown as Redis, changes: () => changes, reset: () => reset() }
}

function toAnswer(reply: Reply | undefined): unknown {
  if (reply === undefined || reply === false) return null
  if (Array.isArray(reply)) return reply.map(toAnswer)
  if (typeof reply !== 'object') return reply
  const { err, ok } = reply as { err?: string; ok?: string }
  if (err !== undefined) throw new Error(err)
  return ok ?? []
}
