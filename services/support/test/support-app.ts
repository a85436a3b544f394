import { randomUUID } from 'node:crypto'
import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { emailKeyOf } from '@comptoir/contracts/email'
import { guestIdOf } from '@comptoir/contracts/ids'
import type { AppId } from '@comptoir/contracts/topology'
import { memoryLimiters } from '@comptoir/dapr/leases/limits'
import { createPresence } from '@comptoir/dapr/live/presence'
import { createOpenStreams } from '@comptoir/dapr/live/sequence'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createMemoryPresence } from '@comptoir/dapr/test/memory-presence'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs, createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { createConversationTokens, keyFor } from '../src/access/conversation-token.ts'
import { createAgents } from '../src/agents/agents.ts'
import { createCannedReplies } from '../src/agents/canned-replies.ts'
import { createNotes } from '../src/agents/notes.ts'
import { createApp } from '../src/app.ts'
import { createConversations, createMessagePages } from '../src/conversation/conversation-store.ts'
import { createRemoval } from '../src/ending/remove-conversation.ts'
import { createImages } from '../src/images/images.ts'
import { createSupportLimits } from '../src/limits.ts'
import { createAnnouncements } from '../src/live/announcements.ts'
import { collectConversations } from '../src/personal-data.ts'

const appToken = 'test'
const people = {
  camille: { id: 'usr_camille' },
  alex: { id: 'usr_alex' },
  ines: { id: 'usr_ines', roles: ['support'] },
  omar: { id: 'usr_omar', roles: ['support'] },
  sam: { id: 'usr_sam', roles: ['staff'] },
} as const
export type Person = keyof typeof people

type Given = {
  /** A person, another service, the guest of an order; without one nobody is signed in. */
  readonly as?: Person | AppId | `guest of ${string}` | undefined
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Record<string, string>
}
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, only read by tests
type Answer = any

/** The service over memory, with a clock to move; `ord_1` is Camille's, `ord_9` a guest's. */
export function createSupportApp() {
  const store = createMemoryStore('support')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const log = silentLog()
  const blobs = createMemoryBlobs()
  const conversations = createConversations(store)
  const pages = createMessagePages(store)
  const notes = createNotes(store)
  const images = createImages({ store, blobs })
  const agents = createAgents(store)
  const live = createMemoryLive()
  const { verify, headersFor, guestHeadersFor } = createTestVerifier()
  /** Emails that accounts proved to be their own. */
  const provenEmails = new Map<string, string>()
  const ownEmailKeyOf = async (userId: string) => {
    const email = provenEmails.get(userId)
    return email === undefined ? undefined : emailKeyOf(email)
  }
  const deps = {
    ownEmailKeyOf,
    ...{ conversations, pages, notes, images, agents, live, log, clock, verify, appToken },
    cannedReplies: createCannedReplies(store),
    removal: createRemoval({ conversations, pages, notes, images, clock }),
    tokens: createConversationTokens(keyFor('a test', 'tokens')),
    idKey: keyFor('a test', 'ids'),
    limits: createSupportLimits(memoryLimiters),
    addressOf: () => '192.0.2.1',
    orders: ordersTwin(),
    streams: createOpenStreams(),
    announcements: createAnnouncements({ live, log }),
    presence: createPresence({ store: createMemoryPresence(), clock, log }),
    awayMs: 300_000,
  }
  const app = createApp(deps)

  async function headersOf(as: Given['as']): Promise<Record<string, string>> {
    if (as === undefined) return {}
    if (as.startsWith('guest of ')) return await guestHeadersFor(as.slice('guest of '.length))
    const person = Object.entries(people).find(([name]) => name === as)?.[1]
    return person
      ? await headersFor({ id: person.id, roles: 'roles' in person ? [...person.roles] : [] })
      : appTokenHeaders(appToken, as as AppId)
  }

  async function request(operation: string, { as, token, body, headers = {} }: Given = {}) {
    const [method = '', path = ''] = operation.split(' ')
    return await app.request(path, {
      method,
      headers: {
        ...(await headersOf(as)),
        ...(token !== undefined && { 'conversation-token': token }),
        ...(body !== undefined &&
          !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
  }

  async function call(
    operation: string,
    given: Given = {},
  ): Promise<{ status: number; body: Answer }> {
    const answer = await request(operation, given)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  /** Opens a conversation: a guest's unless somebody is named. */
  async function open(as?: Given['as'], asked: object = {}) {
    const body = { clientMsgId: randomUUID(), body: 'Où est mon colis ?', ...asked }
    const opened = await call('POST /api/conversations', { as, body })
    const { conversationId: id, conversationToken: token } = opened.body
    return {
      ...opened,
      id: String(id),
      token: token as string | undefined,
      path: `/api/conversations/${id}`,
    }
  }

  /** What an export of somebody's data holds. */
  async function personalDataOf(userId: string) {
    const records: PersonalRecord[] = []
    for await (const record of collectConversations(deps)(userId)) records.push(record)
    return records
  }

  const say = (path: string, body: string, given: Given = {}) =>
    call(`POST ${path}/messages`, {
      ...given,
      body: { clientMsgId: randomUUID(), body, ...(given.body as object) },
    })

  return {
    ...{ ...deps, app, store, blobs, provenEmails },
    ...{ headersOf, request, call, open, say, personalDataOf },
  }
}

/** Orders, which says whose an order is. */
function ordersTwin(): Client {
  const owners = new Map([
    ['ord_1', 'usr_camille'],
    ['ord_9', guestIdOf('ord_9')],
  ])
  return (async (_route: unknown, { params }: { params: { orderId: string } }) => {
    const userId = owners.get(params.orderId)
    if (userId === undefined) throw refuse('not_found')
    return { orderId: params.orderId, userId }
  }) as unknown as Client
}
