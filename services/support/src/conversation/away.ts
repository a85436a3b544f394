import { askMail, type Conversation, type Mail } from './conversation.ts'

/**
 * Asks for the mail of answers that were not read in time, once until they are read. Nothing when it is not due, or was read meanwhile.
 */
export function mailAnswers(
  conversation: Conversation,
  { mailId, at }: { readonly mailId: string; readonly at: string },
): { readonly next: Conversation; readonly mail: Mail } | undefined {
  const { away, lastSeq, read } = conversation
  if (away?.state !== 'due' || away.dueAt > at) return undefined
  const fromSeq = Math.max(away.fromSeq, read.customer + 1)
  const mail: Mail = { mailId, kind: 'conversation_answer', fromSeq, toSeq: lastSeq }
  const noted = askMail(conversation, mail) ?? conversation
  return { next: { ...noted, away: { state: 'mailed', fromSeq: away.fromSeq } }, mail }
}

/** When the customer is to be mailed; none when nothing is due. */
export const awayDueAt = ({ away }: Conversation): string | undefined =>
  away?.state === 'due' ? away.dueAt : undefined

/** Whether what a mail of answers says was not read yet. */
export const isUnread = ({ read }: Conversation, mail: Mail): boolean =>
  mail.kind !== 'conversation_answer' || read.customer < mail.toSeq
