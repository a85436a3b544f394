import type {
  attachConversation,
  listConversations,
  readConversation,
} from '@comptoir/contracts/support/routes'
import type { Conversation } from '@comptoir/contracts/support/schemas'
import type { Call } from '@comptoir/site/call'
import { isRefusedAs } from '../cart-reference.ts'
import type { Jar } from '../jar.ts'
import { userHeaders, type Visit } from '../visit.ts'

type Headers = Readonly<Record<string, string>>

/** `cnv_1.signature`: the token of a guest names its conversation. */
const conversationIn = (token: string): string => token.split('.')[0] ?? ''

type KnownChat = { readonly token: string; readonly isByLink: boolean }

const linkMark = '.link'

/** What the cookie knows. A conversation that came by a link may be anybody's: it is read, and never taken into an account. */
export function chatIn(jar: Jar): KnownChat | undefined {
  const value = jar.get('chat')
  if (value === undefined) return undefined
  const isByLink = value.endsWith(linkMark)
  return { token: isByLink ? value.slice(0, -linkMark.length) : value, isByLink }
}

export const noteLinkedChat = (jar: Jar, token: string): void =>
  jar.set('chat', `${token}${linkMark}`)

/** Forgets a conversation that came by a link: whoever signs in means their own. */
export function forgetLinkedChat(jar: Jar): void {
  if (chatIn(jar)?.isByLink) jar.clear('chat')
}

/** Whether a link would take the place of another conversation: one of this browser, or those of an account. */
export async function hasOtherChat(visit: Visit, token: string): Promise<boolean> {
  const known = chatIn(visit.jar)
  if (known) return conversationIn(known.token) !== conversationIn(token)
  return (await visit.session()) !== undefined
}

/** What opens the conversation of a guest: nothing for who has none. */
export function conversationTokenOf({ jar }: Pick<Visit, 'jar'>): Headers {
  const known = chatIn(jar)
  return known ? { 'conversation-token': known.token } : {}
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
    const known = chatIn(visit.jar)
    if (known?.isByLink) {
      const linked = await ofGuest(visit, known.token)
      if (linked) return linked
      visit.jar.clear('chat')
    } else if (known) await takeAlong(visit, headers, known.token)
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
      if (isRefusedAs(error, 'not_found', 'invalid_request')) return undefined
      throw error
    }
  }

  return {
    ofGuest,
    async find(visit: Visit): Promise<Conversation | undefined> {
      const user = await userHeaders(visit)
      if (user) return await ofAccount(visit, user)
      const known = chatIn(visit.jar)
      const found = known && (await ofGuest(visit, known.token))
      if (known && !found) visit.jar.clear('chat')
      return found
    },
  }
}
