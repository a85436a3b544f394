import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { pageSize } from './conversation.ts'
import { messagesAfter } from './history.ts'
import { sendMessage } from './messaging.ts'

const customer = { author: 'customer' } as const
const ines = { author: 'agent', agentId: 'usr_ines' } as const
const text = (clientMsgId: string, body = clientMsgId) => ({ clientMsgId, body, images: [] })

async function setUp() {
  const app = createSupportApp()
  const { id } = await app.open()
  const all = async () => {
    const document = await app.conversations.get(id)
    if (!document) throw new Error('no conversation')
    const read = await messagesAfter(app, document, { after: 0, limit: 5_000 })
    return { document, messages: read.map(({ seq, body }) => [seq, body] as const) }
  }
  const send = (
    clientMsgId: string,
    { body = clientMsgId, side = customer as typeof customer | typeof ines } = {},
  ) => sendMessage(app, id, { side, message: text(clientMsgId, body) })
  return { ...app, id, all, send }
}

describe('messages of a conversation', () => {
  it('have places without holes, each once, however many write at once and repeat', async () => {
    const writers = fc.array(
      fc.record({ id: fc.integer({ min: 0, max: 30 }), isAgent: fc.boolean() }),
      { maxLength: 60 },
    )
    await fc.assert(
      fc.asyncProperty(writers, async (writes) => {
        const { send, all } = await setUp()
        const answers = await Promise.all(
          writes.map(({ id, isAgent }) =>
            send(`${isAgent ? 'a' : 'c'}${id}`, { side: isAgent ? ines : customer }),
          ),
        )
        const { messages } = await all()
        expect(messages.map(([seq]) => seq)).toEqual(messages.map((_, n) => n + 1))
        const written = new Set(writes.map(({ id, isAgent }) => `${isAgent ? 'a' : 'c'}${id}`))
        expect(
          messages
            .slice(1)
            .map(([, body]) => body)
            .toSorted(),
        ).toEqual([...written].toSorted())
        for (const { message } of answers)
          expect(messages[message.seq - 1]).toEqual([message.seq, message.body])
      }),
      { numRuns: 40 },
    )
  })

  it('leave the document page by page, and are read, and found again, as before', async () => {
    const { send, all, pages, id } = await setUp()
    const names = Array.from({ length: 3 * pageSize }, (_, n) => `message ${n}`)
    for (const name of names) await send(name)
    const { document, messages } = await all()
    expect(messages.slice(1).map(([, body]) => body)).toEqual(names)
    expect(document.data.messages.length).toBeLessThanOrEqual(2 * pageSize)
    expect((await pages.get(`${id}.1`))?.data.messages).toHaveLength(pageSize)
    // written long ago: a repeat is found in its page, and refused with another text
    expect((await send('message 3')).message.seq).toBe(5)
    await expect(send('message 3', { body: 'other' })).rejects.toThrow('already_exists')
    expect((await all()).messages).toHaveLength(names.length + 1)
  })

  it.each([
    [0, 10],
    [pageSize - 1, 2],
    [pageSize, 1],
    [pageSize + 7, 100],
    [3 * pageSize, 10],
    [10_000, 10],
  ])('are read after %i, %i at most, across pages', async (after, limit) => {
    const { send, id, conversations, pages } = await setUp()
    for (let n = 2; n <= 3 * pageSize + 5; n++) await send(`message ${n}`)
    const document = await conversations.get(id)
    const read = document ? await messagesAfter({ pages }, document, { after, limit }) : []
    const expected = Array.from({ length: limit }, (_, n) => after + n + 1)
    expect(read.map(({ seq }) => seq)).toEqual(expected.filter((seq) => seq <= 3 * pageSize + 5))
  })

  it('are whole after a crash between a page and its leaving', async () => {
    const { send, all, pages, id } = await setUp()
    for (let n = 2; n <= 2 * pageSize; n++) await send(`message ${n}`)
    const { document } = await all()
    const messages = document.data.messages.slice(0, pageSize)
    await pages.create(`${id}.1`, { conversationId: id, messages })
    await send('the one that makes room')
    expect((await all()).messages.map(([seq]) => seq)).toEqual(
      Array.from({ length: 2 * pageSize + 1 }, (_, n) => n + 1),
    )
  })

  it('answer the same to the same id, by the route too', async () => {
    const { open, call } = createSupportApp()
    const { path, token } = await open()
    const body = { clientMsgId: randomUUID(), body: 'Bonjour ?' }
    const send = (given: object) =>
      call(`POST ${path}/messages`, { token, body: { ...body, ...given } })
    const first = await send({})
    expect(await send({})).toEqual(first)
    expect((await send({ body: 'Autre chose' })).body.code).toBe('already_exists')
  })
})
