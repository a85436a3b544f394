import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export type ConversationTokens = {
  /** The same token each time, until the generation is another. */
  tokenOf(conversationId: string, generation: number): string
  opens(token: string, conversationId: string, generation: number): boolean
}

/** A key for one purpose, made from the secret that each service has. */
export const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `comptoir support: ${purpose}`, 32))

/**
 * Tokens of guests, signed by this service (HMAC-SHA256): nothing of them is stored, so a mail can link to a conversation without a secret in
 * an event or a document. What an earlier key signed opens still, as long as it is given after the one that signs.
 */
export function createConversationTokens(
  key: Buffer,
  earlier: readonly Buffer[] = [],
): ConversationTokens {
  const signer = (by: Buffer) => (conversationId: string, generation: number) =>
    createHmac('sha256', by).update(`${conversationId} ${generation}`).digest()
  const sign = signer(key)
  const signers = [sign, ...earlier.map(signer)]
  return {
    tokenOf: (conversationId, generation) =>
      `${conversationId}.${sign(conversationId, generation).toString('base64url')}`,
    opens(token, conversationId, generation) {
      const [, named, signature = ''] = /^([\w~-]+)\.([\w-]{43})$/.exec(token) ?? []
      if (named !== conversationId) return false
      const given = Buffer.from(signature, 'base64url')
      return signers.some((one) => {
        const right = one(conversationId, generation)
        return given.length === right.length && timingSafeEqual(given, right)
      })
    },
  }
}
