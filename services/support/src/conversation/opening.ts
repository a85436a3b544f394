import { createHmac } from 'node:crypto'
import type { Locale } from '@comptoir/contracts/common'
import { newEvent } from '@comptoir/contracts/event'
import { ConversationOpened } from '@comptoir/contracts/support/events'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Conversation, type Message, openConversation } from './conversation.ts'
import type { Conversations, MessagePages } from './conversation-store.ts'
import { factsOfEvent } from './event-facts.ts'
import { findSent } from './history.ts'

export type NewConversation = {
  /** None of a guest. */
  readonly customerId?: string | undefined
  readonly guest?: { readonly name?: string | undefined; readonly email?: string | undefined }
  readonly clientMsgId: string
  readonly body: string
  readonly subject?: string | undefined
  readonly locale: Locale
  readonly orderId?: string | undefined
}

type Opening = {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly clock: () => Date
  /** What ids are made with, so that nobody finds a conversation by a `clientMsgId` they saw. */
  readonly idKey: Buffer
}

/** The id follows from who opens it and the id of the first message: a repeated request opens it once. */
export const conversationIdOf = (key: Buffer, owner: string, clientMsgId: string): string =>
  `cnv_${createHmac('sha256', key).update(`${owner} ${clientMsgId}`).digest('base64url').slice(0, 27)}`

/** Opens a conversation with its first message, once. Refuses the same `clientMsgId` with another text. */
export async function open(
  deps: Opening,
  { clientMsgId, body, guest, customerId, ...asked }: NewConversation,
): Promise<{ document: Document<Conversation>; message: Message; created: boolean }> {
  const at = deps.clock().toISOString()
  const id = conversationIdOf(deps.idKey, customerId ?? 'guest', clientMsgId)
  const first = { clientMsgId, body, images: [] }
  const facts = { ...asked, customerId, guest: guest && { ...guest, generation: 1 } }
  const conversation = openConversation(facts, first, at)
  const opened = newEvent(ConversationOpened, {
    ...{ ...factsOfEvent(id, conversation, at), locale: asked.locale },
  })
  const { created, document } = await deps.conversations.create(id, conversation, [opened])
  const message = await findSent(deps, document, { side: { author: 'customer' }, message: first })
  if (!message) throw refuse('not_found')
  return { document, message, created }
}
