import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'

/** The latest answer of the shop that its reader has not seen; nothing when all were read. */
export function unreadAnswer(
  messages: readonly ConversationMessage[],
  { read }: Pick<Conversation, 'read'>,
): number | undefined {
  const last = messages.findLast(({ author }) => author === 'agent')?.seq
  return last !== undefined && last > read.customer ? last : undefined
}

/** Somebody can be asked how it went once it ended, an agent answered, and nobody rated it before. */
export function canRate(
  { status, rating }: Pick<Conversation, 'status' | 'rating'>,
  messages: readonly ConversationMessage[],
): boolean {
  const isOver = status === 'resolved' || status === 'closed'
  return isOver && !rating && messages.some(({ author }) => author === 'agent')
}
