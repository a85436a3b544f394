import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { createMemoryRevocations, createRevocations } from './revocations.ts'

it('voids the tokens of a user below a version, and no others', async () => {
  const { revoke, isRevoked } = createMemoryRevocations()
  await revoke('usr_1', 2)
  await revoke('usr_1', 1)
  const seen = [
    isRevoked('usr_1', 0),
    isRevoked('usr_1', 1),
    isRevoked('usr_1', 2),
    isRevoked('usr_2', 0),
  ]
  expect(seen).toEqual([true, true, false, false])
})

it('accepts no token before it has read what is void', () => {
  const { isRevoked } = createRevocations({} as Redis)
  expect(() => isRevoked('usr_1', 0)).toThrow('revoked tokens are not known yet')
})
