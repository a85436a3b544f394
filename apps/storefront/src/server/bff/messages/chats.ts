import type {
  attachConversationOrder,
  listMessages,
  openConversation,
  readAvailability,
} from '@comptoir/contracts/support/routes'
import type { Conversation } from '@comptoir/contracts/support/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Call, CallError } from '@comptoir/site/call'
import { isRefusedAs } from '../cart-reference.ts'
import type { GuestOrders } from '../orders/guest-orders.ts'
import { type Visit, visitorHeaders } from '../visit.ts'
import {
  chatIn,
  conversationTokenOf,
  createChatReference,
  hasOtherChat,
  noteLinkedChat,
} from './chat-reference.ts'

export type ChatsOptions = { readonly call: Call; readonly guestOrders: GuestOrders }

type Link = { readonly token: string; readonly replaces: boolean }
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
      headers: { ...(await visitorHeaders(visit)), ...conversationTokenOf(visit) },
    },
  )
  return items.filter(({ author }) => author === 'agent').length
}

/** Whether an agent is there. That nobody says so keeps nobody from writing. */
async function isOnline(call: Call, { headers }: Visit): Promise<boolean> {
  try {
    const asked = call<typeof readAvailability>('GET /api/support/availability', { headers })
    return (await asked).online
  } catch (error) {
    if (error instanceof CallError) return false
    throw error
  }
}

/** Conversations about an order, which only its buyer may show. */
function createAboutOrder({ call, guestOrders }: ChatsOptions) {
  /** As the guest that placed an order with this browser, whoever is signed in now; nothing for any other order. */
  async function asGuestBuyer(visit: Visit, orderId: string): Promise<Headers | undefined> {
    const token = await guestOrders.tokenOf(visit, orderId)
    return token === undefined ? undefined : { ...visit.headers, authorization: `Bearer ${token}` }
  }

  return {
    /** Opens one with its first message. An order that cannot be shown to be the visitor's keeps nobody from writing. */
    async open(visit: Visit, { orderId, ...message }: Opening) {
      const send = (headers: Headers, about: object) =>
        call<typeof openConversation>('POST /api/conversations', {
          ...{ headers, body: { ...message, ...about } as never },
        })
      if (orderId !== undefined) {
        try {
          const buyer = (await asGuestBuyer(visit, orderId)) ?? (await visitorHeaders(visit))
          return await send(buyer, { orderId })
        } catch (error) {
          if (!isRefusedAs(error, 'invalid_request', 'dependency_unavailable')) throw error
        }
      }
      return await send(await visitorHeaders(visit), {})
    },

    async attachOrder(visit: Visit, conversationId: string, orderId: string) {
      const attach = (headers: Headers) =>
        call<typeof attachConversationOrder>('PUT /api/conversations/{conversationId}/order', {
          ...{ params: { conversationId }, body: { orderId } },
          headers: { ...headers, ...conversationTokenOf(visit) },
        })
      const guest = await asGuestBuyer(visit, orderId)
      try {
        if (guest) return await attach(guest)
      } catch (error) {
        // a conversation of the account is open to the account alone
        if (!isRefusedAs(error, 'not_found')) throw error
      }
      return await attach(await visitorHeaders(visit))
    },
  }
}

/** Conversations of visitors: how they begin, and what they are about. */
export function createChats(options: ChatsOptions) {
  const { call } = options
  const { find, ofGuest } = createChatReference(call)

  return {
    ...createAboutOrder(options),

    /** What the button and the panel begin with. */
    async overview(visit: Visit) {
      const [online, conversation, session] = await Promise.all([
        isOnline(call, visit),
        find(visit),
        visit.session(),
      ])
      const unread = conversation ? await unreadIn(call, visit, conversation) : 0
      const isGuest = session === undefined
      return { online, conversation: conversation ?? null, unread, isGuest }
    },

    /**
     * Opens the conversation of a mail's link; nothing when it opens none. Whose link it is nobody knows: it takes the place of another
     * conversation only when the visitor says so.
     */
    async openLink(visit: Visit, { token, replaces }: Link): Promise<Conversation | undefined> {
      const found = await ofGuest(visit, token)
      if (!found) return undefined
      if (!replaces && (await hasOtherChat(visit, token))) throw refuse('conflict')
      const isOwn = chatIn(visit.jar)?.token === token
      if (!isOwn) noteLinkedChat(visit.jar, token)
      return found
    },
  }
}

export type Chats = ReturnType<typeof createChats>
