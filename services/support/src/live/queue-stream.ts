import type { Document } from '@comptoir/dapr/documents/documents'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Live, LiveEvent } from '@comptoir/dapr/live/live-channels'
import type { OpenStreams } from '@comptoir/dapr/live/sequence'
import { streamEvents } from '@comptoir/service/http/sse'
import type { Context } from 'hono'
import type { Conversation } from '../conversation/conversation.ts'
import type { Conversations } from '../conversation/conversation-store.ts'
import { queueChannel, queueEvent } from './announcements.ts'

export type QueueStream = {
  readonly conversations: Conversations
  readonly live: Live
  readonly streams: OpenStreams
  readonly clock: () => Date
  /** The id of the last event that the reader has; a new reader has read the lists. */
  readonly after: string | undefined
  readonly joined: () => () => void
}

/**
 * Clocks of replicas differ, and an index follows its document: when a replica was killed between the two, another one finishes that some
 * fifteen seconds later (`packages/dapr/src/outbox/crash-relay.ts`).
 */
export const overlapMs = 60_000

/** The changes of all conversations: of each, no state that is older than one shown before. */
export function queueAnswer(c: Context, options: QueueStream): Response {
  const { conversations, live, streams, clock, after, joined } = options
  const started = /^(\d+)\./.exec(after ?? '')?.[1]
  let sinceMs = started === undefined ? clock().getTime() : Number(started)
  return streamEvents(c, {
    async open(stream) {
      const shown = new Map<string, number>()
      const show = (event: LiveEvent) => {
        const { conversationId, version } = event.data as {
          conversationId: string
          version: number
        }
        if ((shown.get(conversationId) ?? 0) >= version) return
        shown.set(conversationId, version)
        stream.send(event)
      }
      async function look(): Promise<void> {
        const min = sinceMs - overlapMs
        sinceMs = clock().getTime()
        for await (const document of changedSince(conversations, min)) show(queueEvent(document))
      }
      const leave = await live.subscribe(queueChannel, show)
      const forget = streams.add(queueChannel, () => void look().catch(() => stream.close()))
      const left = joined()
      const end = () => {
        leave()
        forget()
        left()
      }
      if (after !== undefined)
        await look().catch((error: unknown) => {
          end()
          throw error
        })
      return end
    },
  })
}

const changedSince = (
  collection: Conversations,
  min: number,
): AsyncGenerator<Document<Conversation>> => walk({ collection, index: 'all', key: 'all', min })
