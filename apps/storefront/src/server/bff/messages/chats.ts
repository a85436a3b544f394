import type {
  attachConversationOrder,
  listMessages,
  openConversation,
  readAvailability,
} from '@comptoir/contracts/support/routes'
import type { Conversation } from '@comptoir/contracts/support/schemas'
import type { Call } from '@comptoir/site/call'
import { isRefusedAs } from '../cart-reference.ts'
import type { GuestOrders } from '../orders/guest-orders.ts'
import type { Visit } from '../visit.ts'
import { asUser, conversationTokenOf, createChatReference } from './chat-reference.ts'

export type ChatsOptions = { readonly call: Call; readonly guestOrders: GuestOrders }

type Headers = Readonly<Record<string, string>>
type Opening = { readonly orderId?: string | undefined; readonly [field: string]: unknown }

/** Answers of the shop that were not read: the cursor alone does not say, since one's own messages count, too. */
async function unreadIn(call: Call, visit: Visit, conversation: Conversation): Promise<number> {
  const { conversationId, lastSeq, read } = conversation
  if (lastSeq <= read.customer) return 0
  const { items } = await call<typeof listMessages>(
    'GET /api/conversations/{conversationId}/messages',
    {
      ...{ params: { conversationId }, query: { after: read.customer, limit: 100 } },
      headers: { ...(await asUser(visit)), ...visit.headers, ...conversationTokenOf(visit) },
    },
  )
  return items.filter(({ author }) => author === 'agent').length
}

/** Conversations of visitors: how they begin, and what they are about. */
export function createChats({ call, guestOrders }: ChatsOptions) {
  const { find, ofGuest } = createChatReference(call)

  /** As who may show an order: the account, or the guest that placed it with this browser. */
  async function asBuyer(visit: Visit, orderId: string): Promise<Headers> {
    const user = await asUser(visit)
    if (user) return user
    const token = await guestOrders.tokenOf(visit, orderId)
    return { ...visit.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
  }

  return {
    /** What the button and the panel begin with. */
    async overview(visit: Visit) {
      const [{ online }, conversation, session] = await Promise.all([
        call<typeof readAvailability>('GET /api/support/availability', { headers: visit.headers }),
        find(visit),
        visit.session(),
      ])
      const unread = conversation ? await unreadIn(call, visit, conversation) : 0
      const isGuest = session === undefined
      return { online, conversation: conversation ?? null, unread, isGuest }
    },

    /** Opens one with its first message. An order that cannot be shown to be the visitor's keeps nobody from writing. */
    async open(visit: Visit, { orderId, ...message }: Opening) {
      const send = (headers: Headers, about: object) =>
        call<typeof openConversation>('POST /api/conversations', {
          ...{ headers, body: { ...message, ...about } as never },
        })
      if (orderId !== undefined) {
        try {
          return await send(await asBuyer(visit, orderId), { orderId })
        } catch (error) {
          if (!isRefusedAs(error, 'invalid_request', 'dependency_unavailable')) throw error
        }
      }
      return await send((await asUser(visit)) ?? visit.headers, {})
    },

    async attachOrder(visit: Visit, conversationId: string, orderId: string) {
      const headers = { ...(await asBuyer(visit, orderId)), ...conversationTokenOf(visit) }
      return await call<typeof attachConversationOrder>(
        'PUT /api/conversations/{conversationId}/order',
        { headers, params: { conversationId }, body: { orderId } },
      )
    },

    /** Opens the conversation of a mail's link; nothing when it opens none. */
    async openLink(visit: Visit, token: string): Promise<Conversation | undefined> {
      const found = await ofGuest(visit, token)
      if (found) visit.jar.set('chat', token)
      return found
    },
  }
}

export type Chats = ReturnType<typeof createChats>
