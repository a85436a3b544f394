import { randomUUID } from 'node:crypto'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { guestAudienceOf, guestClaims } from '@comptoir/service/auth/guest-token'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { z } from 'zod'
import type { Account } from '../account/account.ts'
import { Encrypted, type KeyEncryption } from './key-encryption.ts'

const Jwk = z.looseObject({ kty: z.string() })

const SigningKey = z.object({
  kid: z.string(),
  publicJwk: Jwk,
  createdAt: z.iso.datetime(),
  /** The private key, as JSON. */
  encrypted: Encrypted.optional(),
  /** The private key as versions before stored it: encrypted when it is found. */
  privateJwk: Jwk.optional(),
})
type SigningKey = Readonly<z.infer<typeof SigningKey>>

/** The signing keys, oldest first. */
const KeyRing = z.object({ keys: z.array(SigningKey) })
type KeyRing = Readonly<z.infer<typeof KeyRing>>

type AccessClaims = Pick<Account, 'userId' | 'roles' | 'tokenVersion' | 'vendorId'> & {
  readonly sessionId: string
}

export type SigningKeys = ReturnType<typeof createSigningKeys>

export type SigningOptions = {
  readonly clock: () => Date
  readonly issuer: string
  readonly audience: string
  readonly lifeSeconds: number
  readonly encryption: KeyEncryption
}

const ringId = 'ring'
const restMs = 60_000
/** The oldest ones go, long after their last token ran out. */
const keptKeys = 3
const keepRingMs = 30_000
const dayMs = 86_400_000

/**
 * The keys of access tokens, in the store so that replicas share them, private keys encrypted; the first is made at the
 * first start. Keys in clear or under an older key are encrypted anew when they are found.
 */
export function createSigningKeys(store: Store, options: SigningOptions) {
  const collection = createCollection(store, {
    name: 'signing-keys',
    audit: 'none',
    schema: KeyRing,
  })
  const { clock, encryption } = options
  const signers = createSigners(ring, options)
  let kept: { ring: KeyRing; until: number } | undefined

  async function ring(): Promise<KeyRing> {
    if (kept && kept.until > Date.now()) return kept.ring
    const found = (await collection.get(ringId))?.data
    if (!found) {
      const first = { keys: [await newKey(clock(), encryption)] }
      return keep((await collection.create(ringId, first)).document.data)
    }
    return keep(await encryptAnew(collection, found, encryption))
  }

  function keep(next: KeyRing): KeyRing {
    kept = { ring: next, until: Date.now() + keepRingMs }
    return next
  }

  /** Adds a key when the newest is older than that; it signs a minute later, the old ones verify on. */
  async function rotate(afterDays: number): Promise<void> {
    const newest = (await ring()).keys.at(-1)
    const isDue = (key: SigningKey | undefined) =>
      !key || clock().getTime() - Date.parse(key.createdAt) > afterDays * dayMs
    if (!isDue(newest)) return
    const key = await newKey(clock(), encryption)
    const { data } = await collection.update(ringId, ({ keys }) =>
      isDue(keys.at(-1)) ? { next: { keys: [...keys, key].slice(-keptKeys) } } : undefined,
    )
    keep(data)
  }

  return {
    collection,
    rotate,
    sign: signers.sign,
    signGuest: signers.signGuest,
    async publicKeys() {
      const described = { alg: 'ES256', use: 'sig' }
      const { keys } = await ring()
      return { keys: keys.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, ...described })) }
    },
  }
}

type Whose = { readonly subject: string; readonly audience: string }

function createSigners(ring: () => Promise<KeyRing>, options: SigningOptions) {
  const { clock, audience, issuer, lifeSeconds, encryption } = options

  async function sign(claims: JWTPayload, whose: Whose): Promise<string> {
    const now = clock()
    const active = activeKey(await ring(), now)
    const issuedAt = Math.floor(now.getTime() / 1_000)
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: active.kid, typ: 'JWT' })
      .setSubject(whose.subject)
      .setIssuer(issuer)
      .setAudience(whose.audience)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(await importJWK(privateJwkOf(active, encryption), 'ES256'))
  }

  return {
    sign({ userId, roles, tokenVersion, vendorId, sessionId: sid }: AccessClaims) {
      const claims = { roles, tokenVersion, sid, ...(vendorId && { vendorId }) }
      return sign(claims, { subject: userId, audience })
    },
    /** A token that opens one order to someone without an account. */
    signGuest(orderId: string) {
      const { subject, ...claims } = guestClaims(orderId)
      return sign(claims, { subject, audience: guestAudienceOf(audience) })
    },
  }
}

/** The ring with all its private keys under the key that is used now; written only if some are not. */
async function encryptAnew(
  collection: SigningKeys['collection'],
  ring: KeyRing,
  encryption: KeyEncryption,
) {
  const isCurrent = ({ encrypted }: SigningKey) => encrypted && encryption.isCurrent(encrypted)
  if (ring.keys.every(isCurrent)) return ring
  const { data } = await collection.update(ringId, ({ keys }) => ({
    next: { keys: keys.map((key) => (isCurrent(key) ? key : encryptedKey(key, encryption))) },
  }))
  return data
}

/** The newest key that every verifier has had time to fetch; the very first signs at once. */
function activeKey({ keys }: KeyRing, now: Date): SigningKey {
  const rested = keys.filter(({ createdAt }) => now.getTime() - Date.parse(createdAt) >= restMs)
  const key = rested.at(-1) ?? keys[0]
  if (!key) throw new Error('there is no signing key')
  return key
}

/** Bound to its key: one private key cannot be put in another's place. */
const ownerOf = (kid: string) => `signing key ${kid}`

function encryptedKey(key: SigningKey, encryption: KeyEncryption): SigningKey {
  const { privateJwk: _, ...rest } = key
  const text = JSON.stringify(privateJwkOf(key, encryption))
  return { ...rest, encrypted: encryption.encrypt(text, ownerOf(key.kid)) }
}

function privateJwkOf({ kid, encrypted, privateJwk }: SigningKey, encryption: KeyEncryption): JWK {
  if (encrypted) return Jwk.parse(JSON.parse(encryption.decrypt(encrypted, ownerOf(kid))))
  if (privateJwk) return privateJwk
  throw new Error(`the signing key ${kid} has no private key`)
}

async function newKey(at: Date, encryption: KeyEncryption): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const [privateJwk, publicJwk] = [await exportJWK(privateKey), await exportJWK(publicKey)]
  const key = {
    kid: randomUUID(),
    privateJwk: Jwk.parse(privateJwk),
    publicJwk: Jwk.parse(publicJwk),
    createdAt: at.toISOString(),
  }
  return encryptedKey(key, encryption)
}
