import { generateKeyPairSync } from 'node:crypto'

/** An Ed25519 pair as services have it: the seed that one signs with, and what all others check with. */
export function newServiceKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return { eventSigningKey: seed.toString('base64url'), publicKey: own.toString('base64url') }
}
