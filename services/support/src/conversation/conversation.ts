import type { Locale } from '@comptoir/contracts/common'
import type { ConversationMailKind } from '@comptoir/contracts/support/events'
import {
  type Author,
  conversationLimits,
  type MessageImage,
  type Rating,
} from '@comptoir/contracts/support/schemas'
import { refuse } from '@comptoir/service/problems/refusal'

export type Message = {
  readonly seq: number
  readonly author: Author
  readonly agentId?: string | undefined
  readonly agentName?: string | undefined
  readonly body: string
  readonly images: readonly MessageImage[]
  readonly clientMsgId: string
  readonly createdAt: string
}

/** A mail that was asked for: what it says is made of the messages from `fromSeq` to `toSeq` when it is sent. */
export type Mail = {
  readonly mailId: string
  readonly kind: ConversationMailKind
  readonly fromSeq: number
  readonly toSeq: number
  /** Where a guest wants a transcript; else the customer's own. */
  readonly email?: string | undefined
  /** It ends a conversation that nobody answered in time. */
  readonly unanswered?: true | undefined
}

/** Answers that the customer has not read: a mail is due, or one was asked for and no other follows until they read. */
export type Away =
  | { readonly state: 'due'; readonly dueAt: string; readonly fromSeq: number }
  | { readonly state: 'mailed'; readonly fromSeq: number }

/** Someone without an account. A token of another generation does not open the conversation any more. */
export type Guest = {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly generation: number
}

type Facts = {
  readonly customerId?: string | undefined
  readonly guest?: Guest | undefined
  readonly locale: Locale
  readonly subject?: string | undefined
  readonly orderId?: string | undefined
  /** The latest; those before are in pages of `pageSize`. */
  readonly messages: readonly Message[]
  readonly archivedPages: number
  readonly lastSeq: number
  readonly read: { readonly customer: number; readonly agent: number }
  readonly createdAt: string
  readonly lastMessageAt: string
  readonly changedAt: string
  readonly firstAnsweredAt?: string | undefined
  readonly away?: Away | undefined
  readonly mails: readonly Mail[]
  readonly rating?: Rating | undefined
}

type Held = { readonly assignedTo: string; readonly agentName?: string | undefined }
type Ended = { readonly assignedTo?: string | undefined; readonly agentName?: string | undefined }

/** `since`: when it came to wait for what it waits for. */
export type Conversation = Facts &
  (
    | { readonly status: 'open'; readonly since: string }
    | ({
        readonly status: 'assigned' | 'waiting_agent' | 'waiting_customer'
        readonly since: string
      } & Held)
    | ({ readonly status: 'resolved'; readonly since: string } & Ended)
    | ({ readonly status: 'closed'; readonly since: string; readonly closedBy: ClosedBy } & Ended)
  )
export type ClosedBy = 'customer' | 'agent' | 'inactivity'

/** Of the messages that a document keeps, the oldest page leaves when there are two. */
export const pageSize = 50
/** Mails that are remembered: a mail is asked for within days. */
const mailsKept = 20

/** Who writes or reads. */
export type Side =
  | { readonly author: 'customer' }
  | { readonly author: 'agent'; readonly agentId: string; readonly agentName?: string | undefined }

export type NewMessage = Pick<Message, 'clientMsgId' | 'body' | 'images'>
type Opening = Pick<Facts, 'customerId' | 'guest' | 'locale' | 'subject' | 'orderId'>

/** A conversation begins with a message of its customer. */
export function openConversation(opening: Opening, first: NewMessage, at: string): Conversation {
  const message: Message = { ...first, seq: 1, author: 'customer', createdAt: at }
  return {
    ...opening,
    ...{ messages: [message], archivedPages: 0, lastSeq: 1, read: { customer: 1, agent: 0 } },
    ...{ createdAt: at, lastMessageAt: at, changedAt: at, mails: [] },
    ...{ status: 'open', since: at },
  }
}

/** What is kept in every state. */
export function factsOf(conversation: Conversation): Facts {
  const { status: _status, since: _since, ...rest } = conversation
  const {
    assignedTo: _agent,
    agentName: _name,
    closedBy: _by,
    ...facts
  } = rest as typeof rest & Ended & { closedBy?: ClosedBy }
  return facts
}

export const agentOf = (conversation: Conversation): Ended =>
  conversation.status === 'open'
    ? {}
    : {
        ...(conversation.assignedTo !== undefined && { assignedTo: conversation.assignedTo }),
        ...(conversation.agentName !== undefined && { agentName: conversation.agentName }),
      }

/** The message that a side sent under an id, among those of the document. Refuses an id that was used for another one. */
export function sentBefore(
  messages: readonly Message[],
  side: Side,
  { clientMsgId, body, images }: NewMessage,
): Message | undefined {
  const found = messages.find(
    (one) =>
      one.clientMsgId === clientMsgId &&
      one.author === side.author &&
      (side.author === 'customer' || one.agentId === side.agentId),
  )
  if (!found) return undefined
  const same =
    found.body === body &&
    found.images.map(({ imageId }) => imageId).join() ===
      images.map(({ imageId }) => imageId).join()
  if (!same) throw refuse('already_exists', 'this clientMsgId was used for another message')
  return found
}

type Sending = { readonly at: string; readonly awayMs: number }

/**
 * Adds a message, with the next `seq`. A customer opens what was resolved again; the first answer takes a conversation from the queue. Only
 * the agent who has it answers. Refuses what is closed or full.
 */
export function send(
  conversation: Conversation,
  side: Side,
  { message, at, awayMs }: Sending & { readonly message: NewMessage },
): Conversation {
  if (conversation.status === 'closed') throw refuse('transition_refused', 'it is closed')
  if (conversation.lastSeq >= conversationLimits.messages)
    throw refuse('transition_refused', 'it is full: open another one')
  const seq = conversation.lastSeq + 1
  const written: Message = { ...message, ...side, seq, createdAt: at }
  const facts = {
    ...factsOf(conversation),
    ...{ messages: [...conversation.messages, written], lastSeq: seq },
    ...{ lastMessageAt: at, changedAt: at },
    read: readAfterSending(conversation, side),
  }
  return side.author === 'customer'
    ? afterCustomer(conversation, facts, at)
    : afterAgent(conversation, facts, { side, at, awayMs })
}

/** One has read what one writes, and nothing else: what crossed it on the way is still unread. */
function readAfterSending({ read, messages, lastSeq }: Conversation, { author }: Side) {
  const hasUnread = messages.some((one) => one.seq > read[author] && one.author !== author)
  return hasUnread ? read : { ...read, [author]: lastSeq + 1 }
}

function afterCustomer(before: Conversation, facts: Facts, at: string): Conversation {
  const { assignedTo, agentName } = agentOf(before)
  if (assignedTo === undefined)
    return { ...facts, status: 'open', since: before.status === 'open' ? before.since : at }
  const isWaiting = before.status === 'waiting_agent' || before.status === 'assigned'
  const held = { assignedTo, ...(agentName !== undefined && { agentName }) }
  return {
    ...{ ...facts, ...held },
    status: before.status === 'assigned' ? 'assigned' : 'waiting_agent',
    since: isWaiting ? before.since : at,
  }
}

type Answering = Sending & { readonly side: Extract<Side, { author: 'agent' }> }

function afterAgent(before: Conversation, facts: Facts, given: Answering): Conversation {
  const { agentId, agentName } = given.side
  const { assignedTo = agentId } = agentOf(before)
  if (assignedTo !== agentId) throw refuse('transition_refused', 'another agent has it')
  return {
    ...facts,
    ...{ status: 'waiting_customer', since: given.at, assignedTo: agentId },
    ...(agentName !== undefined && { agentName }),
    firstAnsweredAt: before.firstAnsweredAt ?? given.at,
    away: before.away ?? {
      state: 'due',
      dueAt: new Date(Date.parse(given.at) + given.awayMs).toISOString(),
      fromSeq: facts.lastSeq,
    },
  }
}

/** Moves the cursor of a side up to a message that there is; nothing when it is there already. */
export function markRead(
  conversation: Conversation,
  { author }: Pick<Side, 'author'>,
  { seq, at }: { readonly seq: number; readonly at: string },
): Conversation | undefined {
  const upTo = Math.min(seq, conversation.lastSeq)
  if (upTo <= conversation.read[author]) return undefined
  const read = { ...conversation.read, [author]: upTo }
  const moved = { ...conversation, read, changedAt: at }
  if (author === 'agent' || hasUnreadAnswer(moved)) return moved
  const { away: _read, ...rest } = moved
  return rest as Conversation
}

const hasUnreadAnswer = ({ messages, read }: Conversation): boolean =>
  messages.some(({ seq, author }) => author === 'agent' && seq > read.customer)

/** Messages of the customer that no agent has read. */
export const unreadByAgents = ({ messages, read }: Conversation): number =>
  messages.filter(({ seq, author }) => author === 'customer' && seq > read.agent).length

/** The page that may leave the document; none while there is room. Asked again, it is the same. */
export function pageToArchive({ messages, archivedPages }: Conversation) {
  if (messages.length <= 2 * pageSize) return undefined
  return { number: archivedPages + 1, messages: messages.slice(0, pageSize) }
}

/** Without a page that was stored; nothing when it has left already. */
export function leavePage(conversation: Conversation, number: number): Conversation | undefined {
  if (conversation.archivedPages + 1 !== number) return undefined
  return {
    ...conversation,
    messages: conversation.messages.slice(pageSize),
    archivedPages: number,
  }
}

/** Notes that a mail was asked for; nothing when it was before. */
export function askMail(conversation: Conversation, mail: Mail): Conversation | undefined {
  if (conversation.mails.some(({ mailId }) => mailId === mail.mailId)) return undefined
  return { ...conversation, mails: [...conversation.mails, mail].slice(-mailsKept) }
}
