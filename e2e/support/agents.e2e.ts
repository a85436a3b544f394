import { describe, expect, it } from 'vitest'
import { openJourney } from '../src/journey.ts'
import { password, register, signIn } from '../src/shopper.ts'
import { type Conversation, openChat, say, watch } from './conversations.ts'

const { api, platform, staff } = await openJourney()

/** Somebody who answers customers and may do nothing else, with the name that customers see. */
async function newAgent(displayName: string): Promise<{ token: string; agentId: string }> {
  const admin = await signIn(api, platform.admin)
  const { email, token: early } = await register(api)
  const { body } = await api<{ userId: string }>('GET /api/me', { token: early })
  const roles = { roles: ['customer', 'support'] }
  await api(`PUT /api/users/${body.userId}/roles`, { token: admin, body: roles })
  const token = await signIn(api, { email, password })
  await api('PUT /api/support/agents/me', { token, body: { displayName } })
  return { token, agentId: body.userId }
}

describe('agents', () => {
  it('see the queue live, take a conversation once, hand it over, and are called what they chose', async () => {
    const [ines, omar] = [await newAgent('Inès'), await newAgent('Omar')]
    const queue = watch(`${platform.gatewayUrl}/api/support/events`, {
      authorization: `Bearer ${ines.token}`,
    })
    const online = async () =>
      (await api<{ online: boolean }>('GET /api/support/availability')).body.online
    await expect.poll(online, { timeout: 20_000 }).toBe(true)
    const chat = await openChat(api)
    const { path, headers, conversationId } = chat
    await expect.poll(queue.text, { timeout: 20_000 }).toContain(conversationId)
    const take = ({ token }: { token: string }) =>
      api<Conversation & { code?: string }>(`POST ${path}/assign`, { token })
    const taken = await Promise.all([take(ines), take(omar)])
    expect(taken.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const isOmars = taken[1].status === 200
    const [has, other] = isOmars ? [omar, ines] : [ines, omar]
    expect((await say(api, chat, { token: other.token }, { body: 'Moi !' })).status).toBe(409)
    const to = { to: { agentId: other.agentId } }
    expect((await api(`POST ${path}/transfer`, { token: has.token, body: to })).status).toBe(200)
    expect((await say(api, chat, { token: other.token }, { body: 'Bonjour.' })).status).toBe(201)
    const { body: seen } = await api<{ agentName: string }>(`GET ${path}`, { headers })
    expect(seen.agentName).toBe(isOmars ? 'Inès' : 'Omar')
    expect(JSON.stringify(seen)).not.toContain(other.agentId)
    await queue.leave()
  })

  it('alone see conversations of others: to a shopper and a guest they do not exist', async () => {
    const mine = await register(api)
    const stranger = await register(api)
    const [chat, guests] = [await openChat(api, {}, mine.token), await openChat(api)]
    const read = async (path: string, given: object) => (await api(`GET ${path}`, given)).status
    expect(await read(chat.path, { token: mine.token })).toBe(200)
    for (const given of [{ token: stranger.token }, { headers: guests.headers }, {}])
      expect(await read(chat.path, given)).toBe(404)
    expect(await read(guests.path, { token: mine.token })).toBe(404)
    for (const path of ['messages', 'events'])
      expect(await read(`${chat.path}/${path}`, { token: stranger.token })).toBe(404)
    const written = await say(api, chat, { token: stranger.token }, { body: 'Bonjour' })
    expect(written.status).toBe(404)
  })

  it('alone handle them: a shopper may not, and canned replies are written by staff', async () => {
    const { token } = await register(api)
    const ines = await newAgent('Inès')
    const { path } = await openChat(api, {}, token)
    const asked = [`POST ${path}/assign`, `POST ${path}/resolve`, `GET ${path}/notes`]
    for (const operation of [...asked, 'GET /api/support/conversations'])
      expect((await api(operation, { token })).status).toBe(403)
    const reply = { title: 'Colis en retard', text: { fr: 'Votre colis a du retard.' } }
    const put = (writer: string) =>
      api('PUT /api/support/canned-replies/late-parcel', { token: writer, body: reply })
    expect([(await put(ines.token)).status, (await put(staff)).status]).toEqual([403, 200])
    const replies = await api('GET /api/support/canned-replies', { token: ines.token })
    expect(JSON.stringify(replies.body)).toContain('late-parcel')
  })
})
