import { appIds } from '@comptoir/contracts/topology'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeAgain } from './rebuild-indexes.ts'

let sandbox: Sandbox
let redis: Redis
beforeAll(async () => {
  sandbox = await startSandbox({ apps: [] })
  redis = new Redis(sandbox.redisUrl)
})
afterAll(async () => {
  redis.disconnect()
  await sandbox.stop()
})

/** What each service does when its epoch is gone, but for those that are down. */
async function serve(down: readonly string[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted)
    for (const appId of appIds.filter((one) => !down.includes(one)))
      await redis.set(`epoch:${appId}`, 'new', 'NX')
}

it('waits until every service has made its indexes again, and names those that have not', async () => {
  await redis.mset(Object.fromEntries(appIds.map((appId) => [`epoch:${appId}`, 'old'])))
  const said: string[] = []
  const say = (text: string) => void said.push(text)
  for (const down of [[], ['billing']]) {
    const over = new AbortController()
    const serving = serve(down, over.signal)
    const made = makeAgain(redis, { say, withinMs: 1_000, pollMs: 20 })
    if (down.length > 0) await expect(made).rejects.toThrow('not made again by billing:')
    else await made
    over.abort()
    await serving
  }
  expect(said).toEqual([expect.stringContaining('All indexes were made again')])
  expect(await redis.get('epoch:orders')).toBe('new')
})
