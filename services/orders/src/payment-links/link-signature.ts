import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a link says: whose payment it opens, which of its links it is, and until when. */
export type LinkClaims = {
  readonly orderId: string
  readonly linkId: string
  readonly expiresAt: string
}

export type LinkSigner = {
  sign(claims: LinkClaims): string
  /** What a link of ours says; none when it is no link, or its signature is another one. Not whether it is still good. */
  verify(link: string): LinkClaims | undefined
}

/**
 * Signs links to payments (HMAC-SHA256, RFC 2104) with a key derived from a secret of the service (HKDF, RFC 5869): the same link
 * can be made again for whoever sends it, and none is stored.
 * @example createLinkSigner(config.eventSigningKey).sign({ orderId, linkId, expiresAt })
 */
export function createLinkSigner(secret: string): LinkSigner {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'comptoir payment links v1', 32))
  const macOf = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    sign({ orderId, linkId, expiresAt }) {
      const text = `${orderId}.${linkId}.${Date.parse(expiresAt).toString(36)}`
      return `${text}.${macOf(text)}`
    },
    verify(link) {
      const parts = /^([\w~-]{1,80})\.([\w~-]{1,80})\.([0-9a-z]{1,12})\.([\w-]{43})$/.exec(link)
      if (!parts) return undefined
      const [, orderId = '', linkId = '', end = '', given = ''] = parts
      const mac = macOf(`${orderId}.${linkId}.${end}`)
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(given))) return undefined
      return { orderId, linkId, expiresAt: new Date(Number.parseInt(end, 36)).toISOString() }
    },
  }
}
