import type { Redis } from 'ioredis'

/**
 * Short-lived records beside the documents: leases, ids already handled, idempotent answers. They may be lost
 * without harm: whatever they guard is idempotent.
 */
export type Keys = {
  read(key: string): Promise<string | undefined>
  /** Sets the key if it is absent: true when this call made it. */
  claim(key: string, value: string, ttlMs: number): Promise<boolean>
  /** Sets the key if it still holds `expected`; without a `next` value it is removed. */
  replace(key: string, expected: string, next: string | undefined, ttlMs: number): Promise<boolean>
}

const replaceScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`

/** Keys in Redis. */
export function createKeys(redis: Redis): Keys {
  return {
    read: async (key) => (await redis.get(key)) ?? undefined,
    claim: async (key, value, ttlMs) => (await redis.set(key, value, 'PX', ttlMs, 'NX')) === 'OK',
    async replace(key, expected, next, ttlMs) {
      return (await redis.eval(replaceScript, 1, key, expected, next ?? '', ttlMs)) === 1
    },
  }
}
