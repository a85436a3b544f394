import { randomUUID } from 'node:crypto'
import { ConversationClosed } from '@comptoir/contracts/support/events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { pageSize } from '../conversation/conversation.ts'
import { sendMessage } from '../conversation/messaging.ts'
import { eraseConversations } from '../erasure.ts'
import { closeUnattended, removeOld } from './end-conversations.ts'

const dayMs = 86_400_000
let twin: ReturnType<typeof createSupportApp>
beforeEach(() => {
  twin = createSupportApp()
})

/** A conversation with pages, a note and an answer. */
async function aLongOne(as?: 'camille') {
  const { open, call } = twin
  const opened = await open(as)
  const sides = [{ author: 'customer' }, { author: 'agent', agentId: 'usr_ines' }] as const
  for (let n = 0; n < 2 * pageSize; n++) {
    const message = { clientMsgId: randomUUID(), body: `message ${n}`, images: [] }
    await sendMessage(twin, opened.id, { side: n % 2 === 0 ? sides[0] : sides[1], message })
  }
  const note = { clientMsgId: randomUUID(), body: 'à rappeler' }
  await call(`POST ${opened.path}/notes`, { as: 'ines', body: note })
  return opened
}
const left = async (id: string) => [
  await twin.conversations.get(id),
  await twin.pages.get(`${id}.1`),
  await twin.notes.get(id),
]

describe('conversations end', () => {
  it('when their customer is away for three days, and not while the shop has to answer', async () => {
    const { open, say, call, conversations, store, clock } = twin
    const [answered, waiting] = [await open(), await open()]
    await say(answered.path, 'Bonjour', { as: 'ines' })
    const look = closeUnattended({ conversations, clock, days: 3 })
    store.clock.nowMs += 2 * dayMs
    await look()
    expect((await call(`GET ${answered.path}`, { as: 'ines' })).body.status).toBe(
      'waiting_customer',
    )
    store.clock.nowMs += 2 * dayMs
    await look()
    await look()
    expect((await call(`GET ${answered.path}`, { as: 'ines' })).body.status).toBe('closed')
    expect((await call(`GET ${waiting.path}`, { as: 'ines' })).body.status).toBe('open')
    const closed = store.published.filter(({ type }) => type.includes('conversation-closed'))
    expect(closed.map(({ data }) => data)).toMatchObject([
      { by: 'inactivity', agentId: 'usr_ines' },
    ])
    expect((await say(answered.path, 'Encore moi', { token: answered.token })).body.code).toBe(
      'transition_refused',
    )
  })

  it('for good a year later, with their pages and notes', async () => {
    const { call, store, clock, removal } = twin
    const { id, path, token } = await aLongOne()
    await call(`POST ${path}/close`, { token })
    const look = removeOld({ clock, days: 365, removal })
    store.clock.nowMs += 364 * dayMs
    await look()
    expect((await left(id)).every(Boolean)).toBe(true)
    store.clock.nowMs += 2 * dayMs
    await look()
    expect(await left(id)).toEqual([undefined, undefined, undefined])
  })
})

describe('a conversation that is removed', () => {
  it('takes along a page that was stored when a replica was killed before it left', async () => {
    const { open, pages, removal } = twin
    const { id } = await open()
    await pages.create(`${id}.1`, { conversationId: id, messages: [] })
    await removal.remove(id)
    expect(await pages.get(`${id}.1`)).toBeUndefined()
  })

  it('leaves no note that is written at that moment, before or after it', async () => {
    const { open, call, notes, conversations, removal } = twin
    const [before, after] = [await open(), await open()]
    const write = (path: string) =>
      call(`POST ${path}/notes`, { as: 'ines', body: { clientMsgId: randomUUID(), body: 'x' } })
    const remove = conversations.remove
    vi.spyOn(conversations, 'remove').mockImplementationOnce(async (id) => {
      await write(before.path)
      return await remove(id)
    })
    await removal.remove(before.id)
    const upsert = notes.upsert
    vi.spyOn(notes, 'upsert').mockImplementationOnce(async (...args) => {
      await removal.remove(after.id)
      return await upsert(...args)
    })
    expect((await write(after.path)).status).toBe(404)
    expect(await notes.getMany([before.id, after.id])).toEqual([])
  })

  it('leaves no page that is stored at that moment', async () => {
    const { pages, removal } = twin
    const { id } = await twin.open()
    const create = pages.create
    vi.spyOn(pages, 'create').mockImplementationOnce(async (...args) => {
      await removal.remove(id)
      return await create(...args)
    })
    const side = { author: 'customer' } as const
    const send = async () => {
      for (let n = 0; n < 2 * pageSize; n++) {
        const message = { clientMsgId: randomUUID(), body: `message ${n}`, images: [] }
        await sendMessage(twin, id, { side, message })
      }
    }
    await expect(send()).rejects.toMatchObject({ code: 'not_found' })
    expect(await pages.get(`${id}.1`)).toBeUndefined()
  })
})

describe('when a person is erased', () => {
  it('all of their conversations go, and those of others stay', async () => {
    const { open } = twin
    const [mine, other] = [await aLongOne('camille'), await open('alex')]
    const erase = eraseConversations(twin)
    await erase('usr_camille')
    await erase('usr_camille')
    expect(await left(mine.id)).toEqual([undefined, undefined, undefined])
    expect(await twin.conversations.get(other.id)).toBeDefined()
  })

  it('the guest of an order loses the conversations about it, but not one of an account', async () => {
    const { open, conversations } = twin
    const guests = await open('guest of ord_9', { orderId: 'ord_9' })
    const camilles = await open('camille', { orderId: 'ord_1' })
    const erase = eraseConversations(twin)
    await erase('gst_9')
    await erase('gst_1')
    expect(await conversations.get(guests.id)).toBeUndefined()
    expect(await conversations.get(camilles.id)).toBeDefined()
  })

  it('staff may remove the conversation of a guest who asks; agents may not', async () => {
    const { open, call } = twin
    const { path, token } = await open()
    expect((await call(`DELETE ${path}`, { as: 'ines' })).status).toBe(403)
    expect((await call(`DELETE ${path}`, { as: 'sam' })).status).toBe(204)
    expect((await call(`GET ${path}`, { token })).status).toBe(404)
  })

  it('what was open ends, for who counts it, without saying whose it was', async () => {
    const { removal, store } = twin
    const { id } = await twin.open('camille')
    await removal.remove(id)
    const closed = store.published.filter(({ type }) => type === ConversationClosed.type)
    expect(closed.map(({ data }) => data)).toEqual([
      { conversationId: id, at: expect.any(String), messages: 1, by: 'customer' },
    ])
  })

  it('an export before shows every message as its customer saw it', async () => {
    await aLongOne('camille')
    const records = await twin.personalDataOf('usr_camille')
    expect(records).toHaveLength(1)
    const messages = records.flatMap(
      ({ data }) => (data as { messages: { seq: number }[] }).messages,
    )
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => n + 1))
    expect(messages).toHaveLength(2 * pageSize + 1)
  })
})
