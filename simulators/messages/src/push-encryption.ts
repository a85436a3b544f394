import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto'

/** What a browser has of a subscription: its private key, and a secret that only the shop knows beside it. */
export type BrowserKeys = { readonly privateKey: Buffer; readonly auth: Buffer }

const tagBytes = 16

/**
 * Opens a message as a browser does (RFC 8291, of one record of `aes128gcm`, RFC 8188). Written from the standards, apart from what the
 * shop encrypts with. Throws when it is not for these keys.
 */
export function decryptPush(message: Buffer, { privateKey, auth }: BrowserKeys): string {
  const salt = message.subarray(0, 16)
  const recordSize = message.readUInt32BE(16)
  const keyLength = message.readUInt8(20)
  const senderKey = message.subarray(21, 21 + keyLength)
  const record = message.subarray(21 + keyLength)
  if (record.length > recordSize) throw new Error('more than one record')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), senderKey])
  const secret = derive(pair.computeSecret(senderKey), { salt: auth, info, length: 32 })
  const part = (name: string, length: number) =>
    derive(secret, { salt, info: Buffer.from(`Content-Encoding: ${name}\0`), length })
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12))
  decipher.setAuthTag(record.subarray(-tagBytes))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -tagBytes)), decipher.final()])
  // what is said, then 2 (it is the last record), then zeros
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('no end')
  return padded.subarray(0, end).toString('utf8')
}

type Derivation = { readonly salt: Buffer; readonly info: Buffer; readonly length: number }

const derive = (key: Buffer, { salt, info, length }: Derivation): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))
