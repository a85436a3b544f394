import type { Encrypted } from './key-encryption.ts'

type Jwk = { kty: string; [member: string]: unknown }

export type SigningKey = {
  readonly kid: string
  readonly publicJwk: Jwk
  readonly createdAt: string
  /** The private key, as JSON. */
  readonly encrypted?: Encrypted | undefined
  /** The private key as versions before stored it: encrypted when it is found. */
  readonly privateJwk?: Jwk | undefined
}

/** The signing keys, oldest first. */
export type KeyRing = { readonly keys: SigningKey[] }

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
