import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { z } from 'zod'

/** A secret as it is stored: AES-256-GCM (NIST SP 800-38D), bound to what it belongs to. */
export const Encrypted = z.object({
  /** Which key it was encrypted with. */
  keyId: z.string(),
  iv: z.string(),
  tag: z.string(),
  data: z.string(),
})
export type Encrypted = z.infer<typeof Encrypted>

export type KeyEncryption = ReturnType<typeof createKeyEncryption>

const algorithm = 'aes-256-gcm'
const keyBytes = 32
/** As the standard recommends for random ones. */
const ivBytes = 12

/**
 * Encrypts what is stored with the first of the keys, and reads what any of them encrypted.
 * Reads `KEY_ENCRYPTION_KEY`: 32 bytes in base64url; while keys are changed, the new one and the older ones, with commas
 * between. Throws when one has another length.
 */
export function createKeyEncryption(setting: string) {
  const keys = setting.split(',').map(readKey)
  const [current] = keys
  if (!current) throw new Error('KEY_ENCRYPTION_KEY has no key')
  return {
    /** Whether it is encrypted with the key that is used now. */
    isCurrent: ({ keyId }: Encrypted) => keyId === current.id,
    encrypt(text: string, owner: string): Encrypted {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, current.bytes, iv).setAAD(Buffer.from(owner))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const tag = toText(cipher.getAuthTag())
      return { keyId: current.id, iv: toText(iv), tag, data: toText(data) }
    },
    /** A MAC of a text under each key, the one that is used now first. */
    macs: (text: string): string[] => keys.map(({ mac }) => mac(text)),
    /** Throws when the key is not known, or the text belongs to another owner or was changed. */
    decrypt({ keyId, iv, tag, data }: Encrypted, owner: string): string {
      const key = keys.find(({ id }) => id === keyId)
      if (!key)
        throw new Error(`KEY_ENCRYPTION_KEY lacks the key ${keyId}: ${owner} cannot be read`)
      const decipher = createDecipheriv(algorithm, key.bytes, fromText(iv), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(fromText(tag))
      return Buffer.concat([decipher.update(fromText(data)), decipher.final()]).toString('utf8')
    },
  }
}

const toText = (bytes: Buffer) => bytes.toString('base64url')
const fromText = (text: string) => Buffer.from(text, 'base64url')

function readKey(text: string) {
  const bytes = Buffer.from(text.trim(), 'base64url')
  if (bytes.length !== keyBytes)
    throw new Error('KEY_ENCRYPTION_KEY has a key that is not 32 bytes in base64url')
  // a key of its own for another purpose (RFC 5869)
  const macKey = Buffer.from(hkdfSync('sha256', bytes, '', 'comptoir one-time tokens', keyBytes))
  const mac = (message: string) => createHmac('sha256', macKey).update(message).digest('base64url')
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes, mac }
}
