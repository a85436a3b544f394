import { createHmac, timingSafeEqual } from 'node:crypto'

/** Links to unsubscribe with, that nobody but the shop can make: who is meant, and a mark of it. */
export type UnsubscribeTokens = {
  tokenOf(userId: string): string
  /** Whose token it is; none of a token that is not ours. */
  userOf(token: string): string | undefined
}

/** @example createUnsubscribeTokens(keyOf(messagesKey, 'unsubscribe')).tokenOf('usr_X') // 'usr_X.k3mX…' */
export function createUnsubscribeTokens(key: Buffer): UnsubscribeTokens {
  const markOf = (userId: string) => createHmac('sha256', key).update(userId).digest('base64url')
  return {
    tokenOf: (userId) => `${userId}.${markOf(userId)}`,
    userOf(token) {
      const [, userId = '', mark = ''] = /^([\w-]{1,80})\.([\w-]{43})$/.exec(token) ?? []
      const [given, wanted] = [Buffer.from(mark), Buffer.from(markOf(userId))]
      return given.length === wanted.length && timingSafeEqual(given, wanted) ? userId : undefined
    },
  }
}

/** What mail programs show a button for (RFC 8058): one POST, no page, no question. */
export const unsubscribeHeaders = (url: string): Record<string, string> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
