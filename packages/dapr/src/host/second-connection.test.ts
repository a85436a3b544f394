import { once } from 'node:events'
import { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { secondConnection } from './second-connection.ts'

it('tells its errors where those of the first are heard, instead of the console', async () => {
  const first = new Redis({ port: 1, lazyConnect: true, retryStrategy: () => null })
  const heard = once(first, 'error')
  const second = secondConnection(first)
  await expect(second.connect()).rejects.toThrow()
  expect(String((await heard)[0])).toContain('ECONNREFUSED')
})
