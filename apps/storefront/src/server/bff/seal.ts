import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** Makes texts that only this shop can open. */
export type Seal = {
  seal(value: unknown): string
  /** What was sealed; nothing for any other text. */
  open(text: string | undefined): unknown
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce. `purpose` is part of the key: the content of one cookie opens as no other.
 * @example const session = createSeal(secret, 'session'); session.open(session.seal({ a: 1 })) // { a: 1 }
 */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `comptoir storefront ${purpose}`, 32))
  return {
    seal(value) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]
      return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(text) {
      if (!text) return undefined
      try {
        return JSON.parse(decrypt(key, Buffer.from(text, 'base64url')))
      } catch {
        return undefined
      }
    },
  }
}

function decrypt(key: Buffer, bytes: Buffer): string {
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  const opened = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
  return Buffer.concat([opened, decipher.final()]).toString('utf8')
}
