import { emailKeyOf } from '@comptoir/contracts/email'
import type { Conversation } from './conversation.ts'

const keyOf = (email: string | undefined) => (email === undefined ? [] : [emailKeyOf(email)])

/** What the emails that a guest gave are found by: their own, and those that transcripts went to. None of an account. */
export const emailKeysOf = ({ guest, mails }: Conversation): string[] =>
  guest ? [...new Set([guest.email, ...mails.map(({ email }) => email)].flatMap(keyOf))] : []

/** Whether a guest's conversation is that of an email: the one they gave, or, of who gave none, where a transcript went. */
export function isOfEmail(conversation: Conversation, emailKey: string): boolean {
  const own = conversation.guest?.email
  return (own === undefined ? emailKeysOf(conversation) : keyOf(own)).includes(emailKey)
}

/** Without the mails to an email that is not the guest's own; nothing when there are none. */
export function forgetMailsTo(
  conversation: Conversation,
  { emailKey, at }: { readonly emailKey: string; readonly at: string },
): Conversation | undefined {
  const mails = conversation.mails.filter(({ email }) => !keyOf(email).includes(emailKey))
  if (mails.length === conversation.mails.length) return undefined
  return { ...conversation, mails, changedAt: at }
}
