import { MessageKind } from '@comptoir/contracts/accounts/messages'
import { Instant } from '@comptoir/contracts/common'
import { z } from 'zod'

/** Something to tell by mail. Of a token its digest is kept. */
export const StoredMessage = z.object({
  messageId: z.string(),
  kind: MessageKind,
  email: z.string(),
  hash: z.string().optional(),
  expiresAt: Instant,
})
export type StoredMessage = Readonly<z.infer<typeof StoredMessage>>

const minute = 60_000
const day = 1_440 * minute

/** How long a token works, and what has none can be sent. */
export const lifeMs: Readonly<Record<MessageKind, number>> = {
  reset_password: 30 * minute,
  confirm_new_email: day,
  verify_email: 3 * day,
  invitation: 7 * day,
  email_change_requested: 7 * day,
  email_changed: 7 * day,
  password_changed: 7 * day,
  export_ready: 7 * day,
}

/** More of one kind were asked for than anybody reads: the oldest go. */
const mostOfKind = 3

const isValid = (message: StoredMessage, at: string) => message.expiresAt > at

/** The messages with another one; those that are over go. */
export function addMessage(
  messages: readonly StoredMessage[],
  message: StoredMessage,
  at: string,
): StoredMessage[] {
  const kept = messages.filter((known) => isValid(known, at))
  const alike = kept.filter(({ kind }) => kind === message.kind)
  const tooOld = new Set(alike.slice(0, Math.max(0, alike.length + 1 - mostOfKind)))
  return [...kept.filter((known) => !tooOld.has(known)), message]
}

/** The message whose token has this digest; none once it is used or over. */
export const findByToken = (
  messages: readonly StoredMessage[] | undefined,
  { hash, at }: { readonly hash: string; readonly at: string },
): StoredMessage | undefined =>
  messages?.find((message) => message.hash === hash && isValid(message, at))

/** Uses a token up: those of its kind that were asked for beside it end with it. */
export const useUp = (
  messages: readonly StoredMessage[] | undefined,
  kind: MessageKind,
): StoredMessage[] => (messages ?? []).filter((message) => message.kind !== kind)
