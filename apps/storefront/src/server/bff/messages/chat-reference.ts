import type {
  attachConversation,
  listConversations,
  readConversation,
} from '@comptoir/contracts/support/routes'
import type { Conversation } from '@comptoir/contracts/support/schemas'
import type { Call } from '@comptoir/site/call'
import { isRefusedAs } from '../cart-reference.ts'
import { bearerOf, type Visit } from '../visit.ts'

type Headers = Readonly<Record<string, string>>

/** `cnv_1.signature`: the token of a guest names its conversation. */
const conversationIn = (token: string): string => token.split('.')[0] ?? ''

/** What opens the conversation of a guest: nothing for who has none. */
export function conversationTokenOf({ jar }: Pick<Visit, 'jar'>): Headers {
  const token = jar.get('chat')
  return token === undefined ? {} : { 'conversation-token': token }
}

/** As who is signed in; nothing for a guest. */
export async function asUser(visit: Visit): Promise<Headers | undefined> {
  const session = await visit.session()
  return session && { ...visit.headers, ...bearerOf(session) }
}

/** Finds the conversation of a visitor: a guest's by the token in the cookie, of somebody who is signed in the latest of the account. */
export function createChatReference(call: Call) {
  /** What was said as a guest comes along when one signs in; what cannot be taken along now is later. */
  async function takeAlong(visit: Visit, headers: Headers, token: string): Promise<void> {
    const params = { conversationId: conversationIn(token) }
    try {
      await call<typeof attachConversation>('POST /api/conversations/{conversationId}/attach', {
        ...{ params, headers: { ...headers, 'conversation-token': token } },
      })
      visit.jar.clear('chat')
    } catch (error) {
      if (isRefusedAs(error, 'not_found', 'invalid_request')) visit.jar.clear('chat')
      else if (!isRefusedAs(error, 'conflict', 'network')) throw error
    }
  }

  async function ofAccount(visit: Visit, headers: Headers): Promise<Conversation | undefined> {
    const token = visit.jar.get('chat')
    if (token !== undefined) await takeAlong(visit, headers, token)
    const { items } = await call<typeof listConversations>('GET /api/conversations', {
      ...{ headers, query: { limit: 1 } },
    })
    return items[0]
  }

  async function ofGuest(visit: Visit, token: string): Promise<Conversation | undefined> {
    try {
      return await call<typeof readConversation>('GET /api/conversations/{conversationId}', {
        params: { conversationId: conversationIn(token) },
        headers: { ...visit.headers, 'conversation-token': token },
      })
    } catch (error) {
      // erased, or taken into an account
      if (!isRefusedAs(error, 'not_found', 'invalid_request')) throw error
      visit.jar.clear('chat')
      return undefined
    }
  }

  return {
    ofGuest,
    async find(visit: Visit): Promise<Conversation | undefined> {
      const user = await asUser(visit)
      if (user) return await ofAccount(visit, user)
      const token = visit.jar.get('chat')
      return token === undefined ? undefined : await ofGuest(visit, token)
    },
  }
}
