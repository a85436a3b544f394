import { newEvent } from '@comptoir/contracts/event'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import { walk } from '@comptoir/dapr/documents/walk'
import { mailAnswers } from '../conversation/away.ts'
import type { Conversations } from '../conversation/conversation-store.ts'
import { factsOfEvent } from '../conversation/event-facts.ts'

type Due = { readonly conversations: Conversations; readonly clock: () => Date }

/** Asks for a mail where an answer is unread for too long. Two replicas at once ask once: the document says so. */
export const mailUnread =
  ({ conversations, clock }: Due) =>
  async (signal?: AbortSignal): Promise<void> => {
    const due = { collection: conversations, index: 'away', key: 'due', max: clock().getTime() }
    for await (const { id } of walk(due)) {
      if (signal?.aborted) return
      await conversations.update(id, (conversation) => {
        const at = clock().toISOString()
        const mailId = `answers-${conversation.away?.fromSeq ?? 0}`
        const asked = mailAnswers(conversation, { mailId, at })
        if (!asked) return undefined
        const { kind } = asked.mail
        const facts = factsOfEvent(id, conversation, at)
        const event = newEvent(ConversationMailRequested, { ...facts, mailId, kind })
        return { next: asked.next, events: hasAddress(conversation) ? [event] : [] }
      })
    }
  }

/** A guest who gave no email cannot be written to. */
const hasAddress = ({
  customerId,
  guest,
}: {
  customerId?: string | undefined
  guest?: { email?: string | undefined } | undefined
}) => customerId !== undefined || guest?.email !== undefined
