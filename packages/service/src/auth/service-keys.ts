import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** What comes before the 32 bytes of an Ed25519 key in its standard forms: PKCS #8 and SPKI (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The key that a service signs with, of `EVENT_SIGNING_KEY`: a seed of 32 bytes in base64url. */
export function privateKeyOf(seed: string): KeyObject {
  const key = Buffer.concat([pkcs8Prefix, keyBytes(seed, 'EVENT_SIGNING_KEY')])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** What each service signs with is checked by these, of `EVENT_PUBLIC_KEYS`: `orders=KEY,OLDER-KEY;billing=KEY`. */
export function publicKeysOf(text: string): Map<string, KeyObject[]> {
  const lists = text.split(';').filter(Boolean)
  return new Map(
    lists.map((list): [string, KeyObject[]] => {
      const [service = '', keys = ''] = list.split('=')
      return [service.trim(), keys.split(',').map(publicKeyOf)]
    }),
  )
}

function publicKeyOf(text: string): KeyObject {
  const key = Buffer.concat([spkiPrefix, keyBytes(text, 'EVENT_PUBLIC_KEYS')])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

function keyBytes(text: string, name: string): Buffer {
  const bytes = Buffer.from(text.trim(), 'base64url')
  if (bytes.length !== 32) throw new Error(`${name} has a key that is not 32 bytes in base64url`)
  return bytes
}
