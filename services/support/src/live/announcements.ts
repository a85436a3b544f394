import type { Author, ConversationNote } from '@comptoir/contracts/support/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Live, LiveEvent } from '@comptoir/dapr/live/live-channels'
import type { Logger } from '@comptoir/service/observability/log'
import type { Conversation, Message, Side } from '../conversation/conversation.ts'
import {
  conversationViewOf,
  messageViewOf,
  staffViewOf,
} from '../conversation/conversation-view.ts'

type Owned = Pick<Document<Conversation>, 'id' | 'data'>

/**
 * Each side has a channel of its own: what is for agents never passes where customers listen. That of a customer names who they are: a
 * stream that a guest's token opened hears nothing any more once the conversation is that of an account.
 */
export function channelOf({ id, data }: Owned, side: Author): string {
  const { customerId, guest } = data
  const owner = customerId ?? `guest-${guest?.generation ?? 0}`
  return `conversation:${id}:${side === 'agent' ? 'agents' : owner}`
}
export const queueChannel = 'conversations'

/** The conversation of a channel; none of the queue's. */
export const conversationIn = (channel: string): string | undefined =>
  /^conversation:(.+):[^:]+$/.exec(channel)?.[1]

const withoutId = (type: string, data: unknown): LiveEvent => ({ id: '', type, data })

/** A message as an event: its id is its place. */
export const messageEvent = (message: Message, side: Author): LiveEvent => ({
  ...{ id: String(message.seq), type: 'message', data: messageViewOf(message, side) },
})

/** The state of a conversation: the highest `version` is right. */
export const stateEvent = (document: Document<Conversation>, side: Author): LiveEvent =>
  withoutId('conversation', side === 'agent' ? staffViewOf(document) : conversationViewOf(document))

/** A conversation in the stream of staff: its id says where to go on. */
export const queueEvent = (document: Document<Conversation>): LiveEvent => ({
  id: `${Date.parse(document.data.changedAt)}.${document.id}.${document.version}`,
  type: 'conversation',
  data: staffViewOf(document),
})

export const presenceEvent = (who: Author, online: boolean): LiveEvent =>
  withoutId('presence', { who, online })

export const sides: readonly Author[] = ['customer', 'agent']
const otherThan = (side: Author): Author => (side === 'customer' ? 'agent' : 'customer')

export type Announcements = ReturnType<typeof createAnnouncements>

/** Tells the open pages of a conversation what happened. It may fail: the documents are the record, and streams look there. */
export function createAnnouncements({ live, log }: { live: Pick<Live, 'announce'>; log: Logger }) {
  const tell = async (told: readonly (readonly [string, LiveEvent])[]) => {
    await Promise.all(told.map(([channel, event]) => live.announce(channel, event))).catch(
      (error: unknown) => log.warn({ err: error }, 'a conversation was not told'),
    )
  }
  return {
    /** A message was written, or the state changed. */
    changed: (document: Document<Conversation>, message?: Message): Promise<void> =>
      tell([
        ...sides.flatMap((side) => {
          const channel = channelOf(document, side)
          const state = [channel, stateEvent(document, side)] as const
          return message ? [[channel, messageEvent(message, side)] as const, state] : [state]
        }),
        [queueChannel, queueEvent(document)],
      ]),
    noted: (conversation: Owned, note: ConversationNote): Promise<void> =>
      tell([[channelOf(conversation, 'agent'), withoutId('note', note)]]),
    typing(conversation: Owned, side: Side): Promise<void> {
      const { author: who } = side
      const name = side.author === 'agent' ? side.agentName : undefined
      const event = withoutId('typing', { who, ...(name !== undefined && { agentName: name }) })
      return tell([[channelOf(conversation, otherThan(who)), event]])
    },
    presence: (conversation: Owned, who: Author, online: boolean): Promise<void> =>
      tell([[channelOf(conversation, otherThan(who)), presenceEvent(who, online)]]),
  }
}
