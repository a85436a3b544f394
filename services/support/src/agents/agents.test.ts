import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'

describe('agents', () => {
  it('find what waits in the queue, the longest first, and their own', async () => {
    const { open, call, store } = createSupportApp()
    const first = await open()
    store.clock.nowMs += 60_000
    const second = await open('camille')
    const list = async (view: string) => {
      const { body } = await call(`GET /api/support/conversations?view=${view}`, { as: 'ines' })
      return body.items.map(({ conversationId }: { conversationId: string }) => conversationId)
    }
    expect(await list('queue')).toEqual([first.id, second.id])
    await call(`POST ${second.path}/assign`, { as: 'ines' })
    expect([await list('queue'), await list('mine')]).toEqual([[first.id], [second.id]])
  })

  it('get a conversation one at a time: of two at once, exactly one has it', async () => {
    const { open, call } = createSupportApp()
    for (let n = 0; n < 20; n++) {
      const { path } = await open()
      const taken = await Promise.all(
        (['ines', 'omar'] as const).map((as) => call(`POST ${path}/assign`, { as })),
      )
      expect(taken.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const winner = taken.find(({ status }) => status === 200)
      const { body } = await call(`GET ${path}`, { as: 'sam' })
      expect(body.assignedTo).toBe(winner?.body.assignedTo)
    }
  })

  it('are called before customers what they chose, and are given conversations once they are known', async () => {
    const { open, call, say } = createSupportApp()
    const { path, token } = await open()
    const to = { agentId: 'usr_omar' }
    const unknown = await call(`POST ${path}/transfer`, { as: 'ines', body: { to } })
    expect([unknown.status, unknown.body.errors[0].field]).toEqual([400, 'to.agentId'])
    await call('PUT /api/support/agents/me', { as: 'omar', body: { displayName: 'Omar' } })
    expect((await call(`POST ${path}/transfer`, { as: 'ines', body: { to } })).status).toBe(200)
    await say(path, 'Bonjour', { as: 'omar' })
    const { body } = await call(`GET ${path}`, { token })
    expect(body.agentName).toBe('Omar')
    expect(JSON.stringify(body)).not.toContain('usr_omar')
  })

  it('are there while their page is open, which customers may know', async () => {
    const { call, request } = createSupportApp()
    const online = async () => (await call('GET /api/support/availability')).body.online
    expect(await online()).toBe(false)
    const stream = await request('GET /api/support/events', { as: 'ines' })
    await expect.poll(online).toBe(true)
    await stream.body?.cancel()
    await expect.poll(online).toBe(false)
  })

  it('keep replies that staff write', async () => {
    const { call } = createSupportApp()
    const path = '/api/support/canned-replies/late-parcel'
    const body = { title: 'Colis en retard', shortcut: 'late', text: { fr: 'Votre colis…' } }
    expect((await call(`PUT ${path}`, { as: 'ines', body })).status).toBe(403)
    expect((await call(`PUT ${path}`, { as: 'sam', body })).body).toMatchObject({
      ...body,
      version: 1,
    })
    const stale = { as: 'sam', body, headers: { 'if-match': '"7"' } } as const
    expect((await call(`PUT ${path}`, stale)).status).toBe(412)
    const { body: listed } = await call('GET /api/support/canned-replies', { as: 'ines' })
    expect(listed.items).toHaveLength(1)
    expect((await call(`DELETE ${path}`, { as: 'sam' })).status).toBe(204)
    expect((await call(`DELETE ${path}`, { as: 'sam' })).status).toBe(404)
  })
})

describe('a note', () => {
  it('is seen by agents, and by no customer in any answer, stream, mail or export', async () => {
    const twin = createSupportApp()
    const { open, call, request, say, personalDataOf } = twin
    const { path } = await open('camille')
    const secret = 'client difficile'
    const stream = await request(`GET ${path}/events`, { as: 'camille' })
    const body = { clientMsgId: randomUUID(), body: secret }
    const noted = await call(`POST ${path}/notes`, { as: 'ines', body })
    expect(noted.body).toMatchObject({ number: 1, afterSeq: 1, body: secret })
    expect(await call(`POST ${path}/notes`, { as: 'ines', body })).toEqual(noted)
    await say(path, 'Bonjour', { as: 'ines' })
    const { body: asked } = await call(`POST ${path}/transcript`, { as: 'camille', body: {} })
    const seen = [
      await call(`GET ${path}`, { as: 'camille' }),
      await call(`GET ${path}/messages`, { as: 'camille' }),
      await call('GET /api/conversations', { as: 'camille' }),
      await call(`GET ${path.replace('/api', '/internal')}/mails/${asked.mailId}`, {
        as: 'notifications',
      }),
      await personalDataOf('usr_camille'),
      await textOf(stream, 'Bonjour'),
    ]
    const telling = seen.filter((one) => JSON.stringify(one).includes('Bonjour'))
    expect(telling).toHaveLength(4)
    expect(JSON.stringify(seen)).not.toContain(secret)
    const { body: notes } = await call(`GET ${path}/notes`, { as: 'omar' })
    expect(notes.items).toHaveLength(1)
  })

  it('reaches the open pages of other agents', async () => {
    const { open, call, request } = createSupportApp()
    const { path } = await open()
    const stream = await request(`GET ${path}/events`, { as: 'omar' })
    await call(`POST ${path}/notes`, {
      as: 'ines',
      body: { clientMsgId: randomUUID(), body: 'à rappeler' },
    })
    expect(await textOf(stream, 'à rappeler')).toContain('event: note')
  })
})

/** What a stream says until it says something; then it is left. */
async function textOf(answer: Response, until: string): Promise<string> {
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString()
    if (text.includes(until)) break
  }
  return text
}
