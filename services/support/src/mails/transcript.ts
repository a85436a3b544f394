import { createHash } from 'node:crypto'
import { emailKeyOf } from '@comptoir/contracts/email'
import { newEvent } from '@comptoir/contracts/event'
import { ConversationMailRequested } from '@comptoir/contracts/support/events'
import { refuse } from '@comptoir/service/problems/refusal'
import { askMail, type Conversation, type Mail } from '../conversation/conversation.ts'
import { factsOfEvent } from '../conversation/event-facts.ts'

/**
 * The transcript up to the last message, to an address: asked for again, it is the same mail. A guest's address may be anybody's: nothing
 * goes there before an agent answered, or strangers could have the shop mail what they like to whom they like.
 */
export function transcriptOf(conversation: Conversation, email?: string): Mail {
  const { lastSeq, customerId, guest, firstAnsweredAt } = conversation
  // an account's mail goes to its own address, whatever is typed
  const typed = customerId === undefined ? email : undefined
  const address = typed ?? guest?.email
  if (customerId === undefined && address === undefined)
    throw refuse('invalid_request', 'say where it goes', {
      errors: [{ field: 'email', code: 'required', message: 'the guest gave no email' }],
    })
  if (customerId === undefined && firstAnsweredAt === undefined)
    throw refuse('transition_refused', 'nobody has answered yet')
  const to = createHash('sha256')
    .update(address ?? '')
    .digest('hex')
    .slice(0, 12)
  return {
    ...{ mailId: `transcript-${lastSeq}-${to}`, kind: 'conversation_transcript' },
    ...{ fromSeq: 1, toSeq: lastSeq },
    ...(typed !== undefined && { email: typed }),
  }
}

/**
 * The transcript that goes with the end of a conversation which nobody answered in time; none to a guest who was never answered: their address
 * may be anybody's.
 */
export function farewellOf(conversation: Conversation): Mail | undefined {
  const { customerId, guest, firstAnsweredAt, lastSeq: toSeq } = conversation
  const isKnown = guest?.email !== undefined && firstAnsweredAt !== undefined
  if (customerId === undefined && !isKnown) return undefined
  return {
    ...{ mailId: `unanswered-${toSeq}`, kind: 'conversation_transcript' },
    ...{ fromSeq: 1, toSeq, unanswered: true },
  }
}

/** Whom limits count when a transcript of a conversation is asked for: where it goes. */
export const addresseeOf = ({ customerId, guest }: Conversation, { email }: Mail): string =>
  customerId ?? emailKeyOf(email ?? guest?.email ?? '')

/** Notes that a transcript was asked for, with the event that has it sent; nothing when it was before. */
export function askTranscript(id: string, conversation: Conversation, mail: Mail, at: string) {
  const next = askMail(conversation, mail)
  if (!next) return undefined
  const { mailId, kind } = mail
  const facts = factsOfEvent(id, conversation, at)
  return { next, events: [newEvent(ConversationMailRequested, { ...facts, mailId, kind })] }
}
