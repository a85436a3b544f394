import { refuse } from '@comptoir/service/problems/refusal'
import {
  type Conversation,
  type Message,
  type NewMessage,
  pageSize,
  type Side,
  sentBefore,
} from './conversation.ts'
import { type Conversations, type MessagePages, pageIdOf, pageIdsOf } from './conversation-store.ts'

type Stores = { readonly conversations: Conversations; readonly pages: MessagePages }
type Range = { readonly after: number; readonly limit: number }

/**
 * Messages after a `seq`, in order, from the conversation and the pages that left it. A page is stored before its messages leave the
 * conversation, so that none is ever missing.
 */
export async function messagesAfter(
  { pages }: Pick<Stores, 'pages'>,
  { id, data }: { readonly id: string; readonly data: Conversation },
  { after, limit }: Range,
): Promise<Message[]> {
  const archived = data.archivedPages * pageSize
  const first = Math.floor(after / pageSize) + 1
  const last = Math.min(data.archivedPages, Math.ceil((after + limit) / pageSize))
  const wanted = after < archived ? rangeOf(first, last).map((n) => pageIdOf(id, n)) : []
  const read = await pages.getMany(wanted)
  if (read.length < wanted.length)
    throw refuse('dependency_unavailable', 'a page of the conversation cannot be read')
  return [...read.flatMap((page) => page.data.messages), ...data.messages]
    .filter(({ seq }) => seq > after)
    .slice(0, limit)
}

const rangeOf = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n)

/** The message that was sent under an id, wherever it is now. */
export async function findSent(
  { pages }: Pick<Stores, 'pages'>,
  { id, data }: { readonly id: string; readonly data: Conversation },
  { side, message }: { readonly side: Side; readonly message: NewMessage },
): Promise<Message | undefined> {
  const recent = sentBefore(data.messages, side, message)
  if (recent || data.archivedPages === 0) return recent
  const read = await pages.getMany(pageIdsOf(id, data))
  return sentBefore(
    read.flatMap((page) => page.data.messages),
    side,
    message,
  )
}
