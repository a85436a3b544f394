import { randomUUID } from 'node:crypto'
import type { ConversationMessage } from '@comptoir/contracts/support/schemas'
import { UserError } from '../../runner/screen/user-error.ts'
import { readEvents } from '../../shop/event-stream.ts'
import type { ShopApi } from '../../shop/shop-api.ts'
import { print, step, timed } from '../telling.ts'

type Opened = { readonly conversationId: string; readonly conversationToken?: string }
type Stage = { readonly shop: ShopApi; readonly agent: ShopApi; readonly gatewayUrl: string }

const answeredWithinMs = 30_000

/** A guest asks about what they look at, and an agent answers while they watch; answers the conversation's id. */
export async function tellChat({ shop, agent, gatewayUrl }: Stage, email: string): Promise<string> {
  const opened = await step('ask the shop, as a guest', () =>
    shop<Opened>('POST /api/conversations', {
      body: {
        ...{ clientMsgId: randomUUID(), email, name: 'Gaston', subject: 'La corbeille' },
        ...{ body: 'Passe-t-elle au lave-vaisselle ?', locale: 'fr' },
      },
    }),
  )
  const { conversationId, conversationToken = '' } = opened
  const path = `/api/conversations/${conversationId}`
  await step('take it, as the agent', () => agent(`POST ${path}/assign`))
  const answer = { clientMsgId: randomUUID(), body: 'Non, elle se brosse à sec.' }
  await step('answer it', () => agent(`POST ${path}/messages`, { body: answer }))
  const url = `${gatewayUrl}${path}/events`
  await timed(() => readAnswer(url, conversationToken), 'read the answer in the live stream')
  await step('resolve it', () => agent(`POST ${path}/resolve`))
  return conversationId
}

async function readAnswer(url: string, conversationToken: string): Promise<void> {
  const signal = AbortSignal.timeout(answeredWithinMs)
  const headers = { 'conversation-token': conversationToken }
  for await (const { type, data } of readEvents({ url, headers, signal })) {
    if (type !== 'message') continue
    const { seq, author, body }: ConversationMessage = JSON.parse(data)
    print(`${seq} ${author}: ${body}`)
    if (author === 'agent') return
  }
  throw new UserError(`no answer came within ${answeredWithinMs / 1000} s`)
}
