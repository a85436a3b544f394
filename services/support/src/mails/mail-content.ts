import type { ConversationMail } from '@comptoir/contracts/support/mails'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import type { ConversationTokens } from '../access/conversation-token.ts'
import { isUnread } from '../conversation/away.ts'
import type { Conversation, Message } from '../conversation/conversation.ts'
import type { MessagePages } from '../conversation/conversation-store.ts'
import { messagesAfter } from '../conversation/history.ts'

/** What one mail holds: of a longer conversation, the latest. */
const mostLines = 500
const mostCharacters = 100_000

/** What a mail that was asked for says now. Refuses one that nobody asked for, and answers that were read meanwhile, as `not_found`. */
export async function mailContentOf(
  { pages, tokens }: { readonly pages: MessagePages; readonly tokens: ConversationTokens },
  document: Document<Conversation>,
  mailId: string,
): Promise<ConversationMail> {
  const { id: conversationId, data } = document
  const mail = data.mails.find((one) => one.mailId === mailId)
  if (!mail || !isUnread(data, mail)) throw refuse('not_found')
  const after = Math.max(mail.fromSeq - 1, mail.toSeq - mostLines)
  const messages = await messagesAfter({ pages }, document, { after, limit: mail.toSeq - after })
  const shown = latestOf(
    messages.filter(({ author }) => mail.kind === 'conversation_transcript' || author === 'agent'),
  )
  const { customerId, guest, locale, subject } = data
  const email = mail.email ?? guest?.email
  return {
    ...{ mailId, kind: mail.kind, conversationId, locale },
    ...(customerId !== undefined && { customerId }),
    ...(email !== undefined && { email }),
    ...(guest?.name !== undefined && { name: guest.name }),
    ...(subject !== undefined && { subject }),
    ...(mail.unanswered && { unanswered: true }),
    ...(guest && { token: tokens.tokenOf(conversationId, guest.generation) }),
    lines: shown.map(({ author, agentName, body, images, createdAt }) => ({
      ...{ author, body, images: images.length, createdAt },
      ...(agentName !== undefined && { agentName }),
    })),
  }
}

/** The latest that a mail has room for, and one at least. */
function latestOf(messages: readonly Message[]): readonly Message[] {
  let room = mostCharacters
  const hasNoRoom = ({ body }: Message) => {
    room -= body.length
    return room < 0
  }
  const before = messages.findLastIndex(hasNoRoom)
  return messages.slice(Math.min(before + 1, messages.length - 1))
}
