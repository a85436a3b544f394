import { readFileSync } from 'node:fs'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Redis } from 'ioredis'

export type LuaScripts<Name extends string> = {
  /** Before each name, since the client knows its commands by one name each. */
  readonly prefix: string
  /** Where `<name>.lua` and `shared.lua`, which each begins with, lie. */
  readonly folder: URL
  readonly names: readonly Name[]
  /** `KEYS[1]`: every other key of the scripts shares its slot by the hash tag. */
  readonly key: string
}

type Command = (...args: (string | number)[]) => Promise<unknown>

/**
 * Runs Lua scripts by their digest; Redis is given the text when it does not know it.
 * @example const run = createLuaScripts(redis, { prefix: 'stock', folder, names: ['move'], key }); await run('move', sku)
 */
export function createLuaScripts<Name extends string>(
  redis: Redis,
  { prefix, folder, names, key }: LuaScripts<Name>,
) {
  const read = (name: string) => readFileSync(new URL(`${name}.lua`, folder), 'utf8')
  const shared = read('shared')
  const commands = new Map<Name, Command>()
  for (const name of names) {
    const command = `${prefix}_${name}`
    redis.defineCommand(command, { numberOfKeys: 1, lua: `${shared}\n${read(name)}` })
    const defined = lookUp(redis as unknown as Record<string, Command>, command)
    if (defined) commands.set(name, defined)
  }
  return async (name: Name, ...args: (string | number)[]): Promise<unknown> => {
    const command = commands.get(name)
    if (!command) throw new Error(`no script ${name}`)
    return await command.call(redis, key, ...args)
  }
}
