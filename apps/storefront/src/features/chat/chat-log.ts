import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'

/**
 * The messages with those that came, each once and in the order of `seq`: a stream that begins anew repeats some, and the answer to a
 * message that was sent may overtake the stream. The same list when nothing is new.
 */
export function mergeMessages(
  known: readonly ConversationMessage[],
  came: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const seqs = new Set(known.map(({ seq }) => seq))
  const fresh = came.filter(({ seq }) => !seqs.has(seq) && seqs.add(seq))
  if (fresh.length === 0) return known
  return [...known, ...fresh].toSorted((a, b) => a.seq - b.seq)
}

/** Up to which `seq` nothing is missing: what a stream is asked for again from, after a cut. */
export function receivedUpTo(messages: readonly ConversationMessage[]): number {
  let last = 0
  for (const { seq } of messages) {
    if (seq !== last + 1) break
    last = seq
  }
  return last
}

/** The newer state of a conversation: announcements may come out of order. */
export function newerOf(
  known: Conversation | undefined,
  came: Conversation,
): Conversation | undefined {
  if (known && known.conversationId !== came.conversationId) return known
  return known && known.version > came.version ? known : came
}

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
