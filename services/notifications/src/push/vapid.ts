import { createECDH, hkdfSync } from 'node:crypto'

/** The keys by which push services know the shop (VAPID, RFC 8292), in base64url, and whom they may write to. */
export type Vapid = {
  readonly publicKey: string
  readonly privateKey: string
  readonly subject: string
}

/** The order of P-256: a private key is a number below it, and not zero. */
const order = 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n

/**
 * The key pair that belongs to the secret of messages: every replica has the same, and nothing more has to be kept. 48 bytes make each
 * key as likely as any other (FIPS 186-5, A.2.1).
 * @example createVapid(config.messagesKey, 'contact@shop.example')
 */
export function createVapid(secret: string, email: string): Vapid {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'comptoir', 'push messages', 48))
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (order - 1n)) + 1n
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: privateKey.toString('base64url'),
    subject: `mailto:${email}`,
  }
}
