import { silentLog } from '@comptoir/service/test/silent-log'
import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { createRevocations } from './revocations.ts'

const emptyRedis = { eval: async () => null, zrangebyscore: async () => [] } as unknown as Redis

it('voids the tokens of a user below a version, and no others', async () => {
  const { follow, revoke, isRevoked } = createRevocations(emptyRedis)
  const stop = await follow(silentLog())
  await revoke('usr_1', 2)
  await revoke('usr_1', 1)
  const seen = [
    isRevoked('usr_1', 0),
    isRevoked('usr_1', 1),
    isRevoked('usr_1', 2),
    isRevoked('usr_2', 0),
  ]
  await stop()
  expect(seen).toEqual([true, true, false, false])
})

it('accepts no token before it has read what is void', () => {
  const { isRevoked } = createRevocations({} as Redis)
  expect(() => isRevoked('usr_1', 0)).toThrow('revoked tokens are not known yet')
})
