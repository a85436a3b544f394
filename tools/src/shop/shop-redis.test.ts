import { expect, it } from 'vitest'
import { givenRedis, openRedis } from './shop-redis.ts'

it('takes the Redis that is named, then that of the environment', () => {
  const env = { COMPTOIR_REDIS_URL: 'redis://there' }
  expect(givenRedis('redis://here', env)).toBe('redis://here')
  expect(givenRedis(undefined, env)).toBe('redis://there')
  expect(givenRedis(undefined, { COMPTOIR_REDIS_URL: '' })).toBeUndefined()
})

it('says in one line that a Redis does not answer', async () => {
  await expect(openRedis('redis://127.0.0.1:1')).rejects.toThrow('Redis does not answer')
})
