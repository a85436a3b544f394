import { createHash, randomBytes } from 'node:crypto'
import type { MessageKind } from '@comptoir/contracts/accounts/messages'
import type { KeyEncryption } from '../keys/key-encryption.ts'
import { lifeMs, type StoredMessage } from './message.ts'

export type OneTimeTokens = ReturnType<typeof createOneTimeTokens>

/** Kinds whose mail has a link that does something. */
const withToken: ReadonlySet<MessageKind> = new Set([
  'verify_email',
  'confirm_new_email',
  'reset_password',
  'invitation',
])

export const tokenHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')

/** The owner and the secret of a token; none when the text is no token of ours. */
export function parseToken(token: string): { owner: string; hash: string } | undefined {
  const [, owner, secret] = /^([\w~-]{1,80})\.([\w-]{43})$/.exec(token) ?? []
  if (owner === undefined || secret === undefined) return undefined
  return { owner, hash: tokenHash(secret) }
}

/** Whose message an id names: an account, an invitation. */
export const ownerOf = (messageId: string): string => messageId.split('.')[0] ?? ''

const randomName = () => randomBytes(16).toString('base64url')

/**
 * Messages and the tokens of their links. A token is an HMAC of the message's id under a key that accounts alone has: it is
 * written down nowhere, and whoever sends the mail gets the same one however often it asks.
 */
export function createOneTimeTokens(encryption: Pick<KeyEncryption, 'macs'>, clock: () => Date) {
  const secretsOf = (messageId: string) => encryption.macs(`token of ${messageId}`)
  return {
    /** A message to an address, with the digest of a token where its kind has one; by a name, one that can be told twice. */
    prepare(owner: string, kind: MessageKind, email: string, name = randomName()): StoredMessage {
      const messageId = `${owner}.${name}`
      const expiresAt = new Date(clock().getTime() + lifeMs[kind]).toISOString()
      const message = { messageId, kind, email, expiresAt }
      const [secret = ''] = secretsOf(messageId)
      return withToken.has(kind) ? { ...message, hash: tokenHash(secret) } : message
    },
    /** The token of a message; none when it has none, or the key that made it is gone. */
    tokenOf({ messageId, hash }: StoredMessage): string | undefined {
      const secret = secretsOf(messageId).find((one) => tokenHash(one) === hash)
      return secret && `${ownerOf(messageId)}.${secret}`
    },
  }
}
