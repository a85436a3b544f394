import { z } from 'zod'
import { Encrypted } from './key-encryption.ts'

export const Jwk = z.looseObject({ kty: z.string() })

const SigningKey = z.object({
  kid: z.string(),
  publicJwk: Jwk,
  createdAt: z.iso.datetime(),
  /** The private key, as JSON. */
  encrypted: Encrypted.optional(),
  /** The private key as versions before stored it: encrypted when it is found. */
  privateJwk: Jwk.optional(),
})
export type SigningKey = Readonly<z.infer<typeof SigningKey>>

/** The signing keys, oldest first. */
export const KeyRing = z.object({ keys: z.array(SigningKey) })
export type KeyRing = Readonly<z.infer<typeof KeyRing>>

const restMs = 60_000
const keptKeys = 3

/** The newest key that every verifier has had time to fetch; the very first signs at once. */
export function activeKey({ keys }: KeyRing, now: Date): SigningKey {
  const rested = keys.filter(({ createdAt }) => now.getTime() - Date.parse(createdAt) >= restMs)
  const key = rested.at(-1) ?? keys[0]
  if (!key) throw new Error('there is no signing key')
  return key
}

/** The ring with a new key; the oldest ones go, long after their last token ran out. */
export const addKey = ({ keys }: KeyRing, key: SigningKey): KeyRing => ({
  keys: [...keys, key].slice(-keptKeys),
})
