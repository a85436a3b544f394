import type { StaffConversation } from '@comptoir/contracts/support/schemas'

type Told = Pick<StaffConversation, 'lastSeq' | 'lastMessage' | 'assignedTo'>

/**
 * Whether a change is a message of a customer that somebody has to hear of: newer than what was heard of this conversation, and in the
 * queue or one's own.
 */
export function isNews(
  { lastSeq, lastMessage, assignedTo }: Told,
  { heard, me }: { readonly heard: number; readonly me: string | undefined },
): boolean {
  const isForMe = assignedTo === undefined || assignedTo === me
  return isForMe && lastSeq > heard && lastMessage?.author === 'customer'
}
