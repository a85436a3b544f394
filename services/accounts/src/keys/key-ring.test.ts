import type { Store } from '@comptoir/dapr/documents/store'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { decodeProtectedHeader, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { createKeyEncryption } from './key-encryption.ts'
import { createSigningKeys } from './signing-keys.ts'

const dayMs = 86_400_000
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64url')

function ring() {
  const store = createMemoryStore('accounts')
  const time = { nowMs: Date.parse('2026-11-21T10:00:00.000Z') }
  const options = {
    clock: () => new Date(time.nowMs),
    issuer: 'comptoir',
    audience: 'comptoir',
    lifeSeconds: 900,
  }
  const replica = (keys = keyOf(1)) =>
    createSigningKeys(store, { ...options, encryption: createKeyEncryption(keys) })
  return { time, store, replica }
}
const claims = {
  userId: 'usr_1',
  roles: ['customer' as const],
  tokenVersion: 0,
  sessionId: 'session',
}
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

  const storedOf = async (store: Store) => {
    const stored = await store.state.read('signing-keys:ring')
    return stored as { value: { data: { keys: Record<string, unknown>[] } }; etag: string }
  }
  const privateParts = (stored: unknown) => JSON.stringify(stored).match(/"d":/g) ?? []

  it('are stored without their private part in clear', async () => {
    const { store, replica } = ring()
    await replica().sign(claims)
    const { value } = await storedOf(store)
    expect(value.data.keys).toMatchObject([{ encrypted: { keyId: expect.any(String) } }])
    expect(privateParts(value)).toEqual([])
  })

  it('that an older version stored in clear are encrypted, and verify on', async () => {
    const { store, replica } = ring()
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const [privateJwk, publicJwk] = [await exportJWK(privateKey), await exportJWK(publicKey)]
    const clear = { kid: 'old', privateJwk, publicJwk, createdAt: '2026-11-20T10:00:00.000Z' }
    const value = { version: 1, data: { keys: [clear] }, outbox: [], writes: [] }
    await store.state.write({ key: 'signing-keys:ring', value })
    const token = await replica().sign(claims)
    expect(kidOf(token)).toBe('old')
    await jwtVerify(token, publicKey, { currentDate: new Date('2026-11-21T10:00:00.000Z') })
    expect(privateParts((await storedOf(store)).value)).toEqual([])
  })

  it('are encrypted anew when the key that encrypts them changes, and sign on', async () => {
    const { store, replica } = ring()
    const before = kidOf(await replica(keyOf(1)).sign(claims))
    const keyIdOf = async () => JSON.stringify((await storedOf(store)).value.data.keys[0])
    const old = await keyIdOf()
    expect(kidOf(await replica(`${keyOf(2)},${keyOf(1)}`).sign(claims))).toBe(before)
    expect(await keyIdOf()).not.toBe(old)
    expect(kidOf(await replica(keyOf(2)).sign(claims))).toBe(before)
  })

  it('cannot be read with another key, and are not made anew in their place', async () => {
    const { store, replica } = ring()
    await replica(keyOf(1)).sign(claims)
    const before = (await storedOf(store)).etag
    await expect(replica(keyOf(3)).sign(claims)).rejects.toThrow(/KEY_ENCRYPTION_KEY lacks/)
    expect((await storedOf(store)).etag).toBe(before)
  })
})

describe('what is encrypted', () => {
  const encryption = createKeyEncryption(keyOf(1))

  it('is read by its owner only, as it was written', () => {
    const secret = encryption.encrypt('the secret', 'key a')
    expect(encryption.decrypt(secret, 'key a')).toBe('the secret')
    expect(() => encryption.decrypt(secret, 'key b')).toThrow()
    const flipped = { ...secret, data: `A${secret.data.slice(1)}`, tag: secret.tag }
    if (flipped.data !== secret.data) expect(() => encryption.decrypt(flipped, 'key a')).toThrow()
    expect(() => encryption.decrypt({ ...secret, tag: secret.tag.slice(0, 8) }, 'key a')).toThrow()
  })

  it('is different each time', () => {
    const [one, two] = [encryption.encrypt('same', 'key a'), encryption.encrypt('same', 'key a')]
    expect(one.data).not.toBe(two.data)
  })

  it('needs a key of 32 bytes', () => {
    expect(() => createKeyEncryption('c2hvcnQ')).toThrow(/not 32 bytes/)
  })
})
