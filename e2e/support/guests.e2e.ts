import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { newEmail } from '../src/guest.ts'
import { openJourney } from '../src/journey.ts'
import { mailTo, tokenIn } from '../src/mailbox.ts'
import { password, register } from '../src/shopper.ts'
import { exportOf } from '../src/shopping/personal-data.ts'
import { type Conversation, onePixel, openChat, say, uploadImage, watch } from './conversations.ts'

const { api, platform, staff } = await openJourney()
const eventsOf = (path: string) => `${platform.gatewayUrl}${path}/events`

describe('a guest', () => {
  it('writes, is answered with a picture, reads no note, rates, and gets the transcript', async () => {
    const email = newEmail()
    const chat = await openChat(api, { email, subject: 'Mon colis' })
    const { path, headers, conversationId } = chat
    const page = watch(eventsOf(path), headers)
    const all = 'GET /api/support/conversations?view=all'
    const { body: listed } = await api<{ items: Conversation[] }>(all, { token: staff })
    expect(listed.items.map((one) => one.conversationId)).toContain(conversationId)
    expect((await api(`POST ${path}/assign`, { token: staff })).status).toBe(200)
    const note = { clientMsgId: randomUUID(), body: 'transporteur en grève' }
    expect((await api(`POST ${path}/notes`, { token: staff, body: note })).status).toBe(201)
    const imageId = await uploadImage(`${platform.gatewayUrl}${path}`, onePixel, staff)
    const answer = { body: 'Il arrive demain.', images: [imageId] }
    expect((await say(api, chat, { token: staff }, answer)).status).toBe(201)
    await expect.poll(page.seqs, { timeout: 20_000 }).toEqual([1, 2])
    const image = await fetch(`${platform.gatewayUrl}${path}/images/${imageId}`, { headers })
    expect([
      image.status,
      image.headers.get('content-type'),
      image.headers.get('content-security-policy'),
    ]).toEqual([200, 'image/webp', "default-src 'none'; sandbox"])
    expect((await say(api, chat, { headers }, { body: 'Merci !' })).body.seq).toBe(3)

    expect((await api(`POST ${path}/resolve`, { token: staff })).status).toBe(200)
    await expect.poll(() => page.status().at(-1), { timeout: 20_000 }).toBe('resolved')
    const rating = { score: 5, comment: 'Rapide' }
    expect((await api(`PUT ${path}/rating`, { headers, body: rating })).status).toBe(200)
    expect((await api(`PUT ${path}/rating`, { headers, body: { score: 1 } })).status).toBe(409)
    expect((await api(`POST ${path}/transcript`, { headers, body: {} })).status).toBe(202)
    const mail = await mailTo(platform, email, /Votre conversation/)
    for (const body of ['Où est mon colis ?', 'Il arrive demain.', 'Merci !'])
      expect(mail.text).toContain(body)
    const { body: messages } = await api(`GET ${path}/messages`, { headers })
    for (const text of [page.text(), mail.text, mail.html, JSON.stringify(messages)])
      expect(text).not.toContain('grève')
    const again = { 'conversation-token': tokenIn(mail) }
    expect((await api(`GET ${path}`, { headers: again })).status).toBe(200)
    await page.leave()
  })

  it('resumes the stream through the gateway after a cut, without loss or repeat', async () => {
    const chat = await openChat(api)
    const { path, headers } = chat
    const first = watch(eventsOf(path), headers)
    await expect.poll(first.seqs, { timeout: 20_000 }).toEqual([1])
    await first.leave()
    for (const body of ['deux', 'trois']) await say(api, chat, { headers }, { body })
    const page = watch(eventsOf(path), { ...headers, 'last-event-id': '1' })
    await expect.poll(page.seqs, { timeout: 20_000 }).toEqual([2, 3])
    await say(api, chat, { headers }, { body: 'quatre' })
    await expect.poll(page.seqs, { timeout: 20_000 }).toEqual([2, 3, 4])
    await page.leave()
  })

  it('sends a message again after a lost answer, and it is there once', async () => {
    const chat = await openChat(api)
    const { path, headers } = chat
    const message = { clientMsgId: randomUUID(), body: 'deux' }
    const sent = await Promise.all([1, 2, 3].map(() => say(api, chat, { headers }, message)))
    expect(sent.map(({ status, body }) => [status, body.seq])).toEqual(sent.map(() => [201, 2]))
    const other = await say(api, chat, { headers }, { ...message, body: 'autre' })
    expect([other.status, other.body.code]).toEqual([409, 'already_exists'])
    const { body } = await api<{ items: { body: string }[] }>(`GET ${path}/messages`, { headers })
    expect(body.items.map((one) => one.body)).toEqual(['Où est mon colis ?', 'deux'])
  })

  it('takes the conversation into an account, whose export and deletion take it along', async () => {
    const { path, headers, conversationId } = await openChat(api, { body: 'Rendez-vous à 18 h ?' })
    const { token } = await register(api)
    expect((await api(`POST ${path}/attach`, { token, headers })).status).toBe(200)
    expect((await api(`GET ${path}`, { headers })).status).toBe(404)
    const mine = await api<{ items: Conversation[] }>('GET /api/conversations', { token })
    expect(mine.body.items.map((one) => one.conversationId)).toEqual([conversationId])

    const archive = await exportOf({ api, platform }, token)
    expect(archive('support').text).toContain('Rendez-vous à 18 h ?')
    expect((await api('DELETE /api/me', { token, body: { password } })).status).toBeLessThan(300)
    await eventually(
      'the conversation to go',
      () => api(`GET ${path}`, { token: staff }),
      ({ status }) => status === 404,
    )
  })
})
