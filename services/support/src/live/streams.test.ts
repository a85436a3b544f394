import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { sendMessage } from '../conversation/messaging.ts'
import { createChangeWatch } from './watch-changes.ts'

type Twin = ReturnType<typeof createSupportApp>

/** Reads a stream as a page does: what has come, by type. */
async function listen(twin: Twin, operation: string, given: Parameters<Twin['request']>[1] = {}) {
  const answer = await twin.request(operation, given)
  let text = ''
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString()
  })()
  const events = (type: string) =>
    text.split('\n\n').flatMap((block) => {
      const id = /^id: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      return block.includes(`event: ${type}`) && data ? [{ id, ...JSON.parse(data) }] : []
    })
  const seqs = () => events('message').map(({ seq }) => seq)
  return { status: answer.status, events, seqs, reading, text: () => text }
}

describe('the stream of a conversation', () => {
  it('shows what was written, then what is, in order, on every device', async () => {
    const twin = createSupportApp()
    const { path, token } = await twin.open()
    const devices = [
      await listen(twin, `GET ${path}/events`, { token }),
      await listen(twin, `GET ${path}/events`, { token }),
      await listen(twin, `GET ${path}/events`, { as: 'ines' }),
    ]
    for (const body of ['un', 'deux', 'trois']) await twin.say(path, body, { token })
    for (const { seqs } of devices) await expect.poll(seqs).toEqual([1, 2, 3, 4])
  })

  it.each([
    ['Last-Event-ID', { headers: { 'last-event-id': '2' } }, ''],
    ['after', {}, '?after=2'],
    [
      'Last-Event-ID rather than after, which a browser repeats',
      { headers: { 'last-event-id': '2' } },
      '?after=1',
    ],
  ])('resumes by %s', async (_, given, query) => {
    const twin = createSupportApp()
    const { path, token } = await twin.open()
    for (const body of ['deux', 'trois']) await twin.say(path, body, { token })
    const { seqs } = await listen(twin, `GET ${path}/events${query}`, { token, ...given })
    await twin.say(path, 'quatre', { token })
    await expect.poll(seqs).toEqual([3, 4])
  })

  it('finds what nobody announced, by the watch or with the next message', async () => {
    const twin = createSupportApp()
    const { path, token, id } = await twin.open()
    const { conversations } = twin
    const { seqs } = await listen(twin, `GET ${path}/events`, { token })
    const silently = async () => {
      const message = { clientMsgId: randomUUID(), body: 'tombé', images: [] }
      await sendMessage(twin, id, { side: { author: 'customer' }, message })
    }
    // a replica that is killed leaves the index to another one, which comes to it within some fifteen seconds
    let isIndexed = false
    const { getMany } = conversations
    const ids: typeof conversations.ids = async (...asked) =>
      isIndexed ? await conversations.ids(...asked) : []
    const { streams, clock } = twin
    const look = createChangeWatch({ conversations: { ids, getMany }, streams, clock })
    await silently()
    for (let n = 0; n < 4; n++) {
      twin.store.clock.nowMs += 5_000
      await look()
    }
    isIndexed = true
    await look()
    await expect.poll(seqs).toEqual([1, 2])
    await silently()
    await twin.say(path, 'quatre', { token })
    await expect.poll(seqs).toEqual([1, 2, 3, 4])
  })

  it('shows a state that nobody announced, once', async () => {
    const twin = createSupportApp()
    const { path, token, id } = await twin.open()
    const { conversations, streams, clock } = twin
    const { events } = await listen(twin, `GET ${path}/events`, { token })
    const look = createChangeWatch({ conversations, streams, clock })
    await look()
    const at = clock().toISOString()
    await conversations.update(id, (found) => ({
      next: { ...found, subject: 'Colis', changedAt: at },
    }))
    const told = () => events('conversation').filter(({ subject }) => subject === 'Colis')
    await look()
    await look()
    await expect.poll(told).toMatchObject([{ conversationId: id, version: 2 }])
  })

  it('is silent to a token that ended, once the conversation is that of an account', async () => {
    const twin = createSupportApp()
    const { path, token } = await twin.open()
    const old = await listen(twin, `GET ${path}/events`, { token })
    await twin.call(`POST ${path}/attach`, { as: 'camille', token })
    const own = await listen(twin, `GET ${path}/events`, { as: 'camille' })
    await twin.say(path, 'À vous seule', { as: 'ines' })
    await expect.poll(own.seqs).toEqual([1, 2])
    expect(old.seqs()).toEqual([1])
    expect(old.text()).not.toContain('À vous seule')
  })

  it('tells the other side who types and who is there, and stores neither', async () => {
    const twin = createSupportApp()
    const { path, token, id } = await twin.open()
    const guest = await listen(twin, `GET ${path}/events`, { token })
    const agent = await listen(twin, `GET ${path}/events`, { as: 'ines' })
    await expect
      .poll(() => guest.events('presence'))
      .toMatchObject([
        { who: 'agent', online: false },
        { who: 'agent', online: true },
      ])
    const { version } = (await twin.conversations.get(id)) ?? { version: 0 }
    expect((await twin.call(`POST ${path}/typing`, { token })).status).toBe(204)
    await expect.poll(() => agent.events('typing')).toEqual([{ id: undefined, who: 'customer' }])
    expect(guest.events('typing')).toEqual([])
    expect((await twin.conversations.get(id))?.version).toBe(version)
  })

  it('shows both sides how far the other one has read, which never goes back', async () => {
    const twin = createSupportApp()
    const { path, token } = await twin.open()
    await twin.say(path, 'Bonjour', { as: 'ines' })
    const agent = await listen(twin, `GET ${path}/events`, { as: 'ines' })
    const read = (seq: number) => twin.call(`POST ${path}/read`, { token, body: { seq } })
    expect((await read(2)).body.read.customer).toBe(2)
    expect((await read(1)).body.read.customer).toBe(2)
    expect((await read(99)).body.read.customer).toBe(2)
    const last = () => agent.events('conversation').at(-1)
    await expect.poll(() => last()?.read).toEqual({ customer: 2, agent: 0 })
  })

  it('ends when the conversation is erased', async () => {
    const twin = createSupportApp()
    const { path, token, id } = await twin.open()
    const { reading } = await listen(twin, `GET ${path}/events`, { token })
    await twin.removal.remove(id)
    for (const channel of twin.streams.channels()) twin.streams.wake(channel)
    await reading
  })
})

describe('the stream of the queue', () => {
  it('shows agents what changes, and resumes after an event', async () => {
    const twin = createSupportApp()
    const first = await listen(twin, 'GET /api/support/events', { as: 'ines' })
    const { path, id } = await twin.open()
    const shown = () => first.events('conversation')
    await expect.poll(shown).toMatchObject([{ conversationId: id, status: 'open', unread: 1 }])
    const last = shown()[0]?.id ?? ''
    twin.store.clock.nowMs += 60_000
    await twin.call(`POST ${path}/assign`, { as: 'omar' })
    const again = await listen(twin, 'GET /api/support/events', {
      as: 'ines',
      headers: { 'last-event-id': last },
    })
    await expect
      .poll(() => again.events('conversation'))
      .toMatchObject([{ status: 'assigned', assignedTo: 'usr_omar' }])
  })

  it('is for agents', async () => {
    const twin = createSupportApp()
    expect((await listen(twin, 'GET /api/support/events', { as: 'camille' })).status).toBe(403)
  })
})
