import { createHash, createHmac, randomBytes } from 'node:crypto'

/** What is kept of a secret. */
export const hashOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/** 256 random bits: nobody finds one by guessing. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/**
 * The token of an order that a guest places, made from the token of its cart, which the guest alone has: a repeated request gets
 * the same one, and it is never written down.
 */
export const firstTokenOf = (cartToken: string, orderId: string): string =>
  createHmac('sha256', cartToken).update(`order ${orderId}`).digest('base64url')

/** A link names its order, so that it is found without an index of secrets. */
export const linkOf = (orderId: string, secret: string): string => `${orderId}.${secret}`

/** The order and the secret of a link; none when the text is no link of ours. */
export function parseLink(link: string): { orderId: string; secret: string } | undefined {
  const [, orderId, secret] = /^([\w~-]{1,80})\.([\w-]{20,100})$/.exec(link) ?? []
  return orderId === undefined || secret === undefined ? undefined : { orderId, secret }
}
