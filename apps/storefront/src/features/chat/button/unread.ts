import { ask } from '../../../visitor/ask.ts'
import { createPolling } from '../../../visitor/live/polling.ts'
import { noteChat } from '../chat-note.ts'
import type { Overview } from '../use-overview.ts'

/**
 * Counts answers that wait while the panel is closed, every half a minute at last: a stream would hold one of the six connections that a
 * browser has for the shop. Ends by itself when there is nothing to wait for.
 */
export function watchUnread(onCount: (unread: number) => void): () => void {
  async function count(): Promise<void> {
    const answer = await ask<Overview>('GET /bff/chat')
    if ('problem' in answer) return
    const { conversation, unread } = answer.value
    onCount(unread)
    if (conversation && conversation.status !== 'closed') return
    noteChat(false)
    polling.stop()
  }
  const polling = createPolling(() => void count())
  void count()
  return polling.stop
}
