import { randomUUID } from 'node:crypto'
import { readEvents, type StreamEvent } from '@comptoir/tools/shop/event-stream'
import type { Api, Asking } from '../src/api.ts'

export type Message = {
  readonly seq: number
  readonly author: string
  readonly body: string
  readonly images: readonly { readonly imageId: string }[]
}
export type Conversation = {
  readonly conversationId: string
  readonly status: string
  readonly assignedTo?: string
  readonly lastSeq: number
}
export type Chat = Conversation & {
  readonly path: string
  /** What opens a guest's. */
  readonly headers: Readonly<Record<string, string>>
}

/** Somebody writes to the shop: a guest, unless a token says who. */
export async function openChat(api: Api, asked: object = {}, token?: string): Promise<Chat> {
  const body = { clientMsgId: randomUUID(), body: 'Où est mon colis ?', locale: 'fr', ...asked }
  const { status, body: opened } = await api<Conversation & { conversationToken?: string }>(
    'POST /api/conversations',
    { body, ...(token !== undefined && { token }) },
  )
  if (status !== 201) throw new Error(`conversation: ${status} ${JSON.stringify(opened)}`)
  const { conversationToken } = opened
  const headers: Record<string, string> =
    conversationToken === undefined ? {} : { 'conversation-token': conversationToken }
  return { ...opened, path: `/api/conversations/${opened.conversationId}`, headers }
}

type Writer = Pick<Asking, 'token' | 'headers'>

/** Writes a message. */
export const say = (api: Api, { path }: Pick<Chat, 'path'>, writer: Writer, message: object) =>
  api<Message & { code?: string }>(`POST ${path}/messages`, {
    ...writer,
    body: { clientMsgId: randomUUID(), ...message },
  })

/** The smallest picture that there is. */
export const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Uploads a picture (base64) to the conversation at an address; answers its id. */
export async function uploadImage(url: string, picture: string, token: string): Promise<string> {
  const png = Buffer.from(picture, 'base64')
  const form = new FormData()
  form.set('file', new File([new Uint8Array(png)], 'colis.png'))
  const answer = await fetch(`${url}/images`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form },
  })
  return ((await answer.json()) as { imageId: string }).imageId
}

/** Reads a stream as a page does, again after a cut from where it was, until it is left. */
export function watch(url: string, headers: Readonly<Record<string, string>>) {
  const leaving = new AbortController()
  const events: StreamEvent[] = []
  const reading = (async () => {
    const watching = { url, headers, signal: leaving.signal }
    for await (const event of readEvents(watching)) events.push(event)
  })().catch(() => {})
  const of = (type: string) => events.filter((event) => event.type === type)
  return {
    of,
    text: () => events.map(({ data }) => data).join('\n'),
    seqs: () => of('message').map(({ id }) => Number(id)),
    /** How things stand, as far as the page was told. */
    status: () => of('conversation').map(({ data }) => JSON.parse(data).status as string),
    async leave() {
      leaving.abort()
      await reading
    },
  }
}
