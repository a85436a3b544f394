import { createMemoryStore } from '@comptoir/dapr/memory'
import { createTokenVerifier } from '@comptoir/service/auth'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { createSigningKeys } from './signing-keys.ts'

const dayMs = 86_400_000

function ring() {
  const store = createMemoryStore('accounts')
  const time = { nowMs: Date.parse('2026-11-21T10:00:00.000Z') }
  const options = {
    clock: () => new Date(time.nowMs),
    issuer: 'comptoir',
    audience: 'comptoir',
    lifeSeconds: 900,
  }
  return { time, replica: () => createSigningKeys(store, options) }
}
const claims = { userId: 'usr_1', roles: ['customer' as const], tokenVersion: 0 }
const kidOf = (token: string) => decodeProtectedHeader(token).kid

describe('the signing keys', () => {
  it('are the same in every replica, though both start at once', async () => {
    const { replica } = ring()
    const [one, two] = [replica(), replica()]
    const [first, second] = await Promise.all([one.sign(claims), two.sign(claims)])
    expect(kidOf(first)).toBe(kidOf(second))
    expect(await one.publicKeys()).toEqual(await two.publicKeys())
  })

  it('rotate: the new one is published a minute before it signs, the old one verifies on', async () => {
    const { time, replica } = ring()
    const keys = replica()
    const old = await keys.sign(claims)
    await keys.rotate(90)
    expect((await keys.publicKeys()).keys).toHaveLength(1)
    time.nowMs += 91 * dayMs
    await keys.rotate(90)
    expect((await keys.publicKeys()).keys).toHaveLength(2)
    expect(kidOf(await keys.sign(claims))).toBe(kidOf(old))
    time.nowMs += 60_000
    const fresh = await keys.sign(claims)
    expect(kidOf(fresh)).not.toBe(kidOf(old))
    const verify = createTokenVerifier({
      ...{ issuer: 'comptoir', audience: 'comptoir', fetchKeys: keys.publicKeys },
      clock: () => time.nowMs,
    })
    expect((await verify(fresh)).id).toBe('usr_1')
  })
})
