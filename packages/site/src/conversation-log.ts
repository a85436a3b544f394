import type { ConversationMessage } from '@comptoir/contracts/support/schemas'

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

/** Up to which `seq` nothing is missing: what is asked for again from, after a cut. */
export function receivedUpTo(messages: readonly ConversationMessage[]): number {
  let last = 0
  for (const { seq } of messages) {
    if (seq !== last + 1) break
    last = seq
  }
  return last
}

type Versioned = { readonly conversationId: string; readonly version: number }

/** The newer state of a conversation: announcements may come out of order. */
export function newerOf<C extends Versioned>(known: C | undefined, came: C): C {
  if (known && known.conversationId !== came.conversationId) return known
  return known && known.version > came.version ? known : came
}
