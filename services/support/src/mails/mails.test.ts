import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../../test/support-app.ts'
import { sendMessage } from '../conversation/messaging.ts'
import { mailUnread } from './due-mails.ts'

const minuteMs = 60_000

function setUp() {
  const app = createSupportApp()
  const asked = () =>
    app.store.published
      .filter(({ type }) => type.includes('mail-requested'))
      .map(({ data }) => data as { conversationId: string; mailId: string; kind: string })
  const contentOf = ({ conversationId, mailId }: { conversationId: string; mailId: string }) =>
    app.call(`GET /internal/conversations/${conversationId}/mails/${mailId}`, {
      as: 'notifications',
    })
  return { ...app, asked, contentOf, look: mailUnread(app) }
}

describe('an answer that is not read', () => {
  it('is mailed after five minutes, once, with a link that opens the conversation', async () => {
    const { open, say, store, look, asked, contentOf, call } = setUp()
    const guest = { email: 'gaston@example.com', name: 'Gaston', subject: 'Mon colis' }
    const { path, token, id } = await open(undefined, guest)
    await say(path, 'Il est parti.', { as: 'ines' })
    await look()
    expect(asked()).toEqual([])
    store.clock.nowMs += 5 * minuteMs
    await Promise.all([look(), look()])
    await say(path, 'Bonne journée', { as: 'ines' })
    store.clock.nowMs += 60 * minuteMs
    await look()
    expect(asked()).toMatchObject([{ conversationId: id, kind: 'conversation_answer' }])
    expect(JSON.stringify(store.published)).not.toMatch(/parti|gaston|Gaston/)
    const [mail] = asked()
    const { body } = await contentOf(mail ?? { conversationId: '', mailId: '' })
    expect(body).toMatchObject({
      ...guest,
      token,
      lines: [{ author: 'agent', body: 'Il est parti.' }],
    })
    expect((await call(`GET ${path}`, { token: body.token })).status).toBe(200)
  })

  it('is not mailed once it is read, even if the mail was asked for', async () => {
    const { open, say, store, look, asked, contentOf, call } = setUp()
    const { path } = await open('camille')
    await say(path, 'Il est parti.', { as: 'ines' })
    store.clock.nowMs += 5 * minuteMs
    await look()
    await call(`POST ${path}/read`, { as: 'camille', body: { seq: 2 } })
    expect((await contentOf(asked()[0] ?? { conversationId: '', mailId: '' })).status).toBe(404)
    await say(path, 'Encore là ?', { as: 'ines' })
    await call(`POST ${path}/read`, { as: 'camille', body: { seq: 3 } })
    store.clock.nowMs += 60 * minuteMs
    await look()
    expect(asked()).toHaveLength(1)
  })

  it('is mailed to nobody who gave no address', async () => {
    const { open, say, store, look, asked } = setUp()
    const { path } = await open()
    await say(path, 'Il est parti.', { as: 'ines' })
    store.clock.nowMs += 5 * minuteMs
    await look()
    expect(asked()).toEqual([])
  })
})

describe('a transcript', () => {
  it('says all that was written, to the email that a guest says, and is asked for once', async () => {
    const { open, say, call, asked, contentOf } = setUp()
    const { path, token } = await open()
    await say(path, 'Il est parti.', { as: 'ines' })
    const ask = (body: object) => call(`POST ${path}/transcript`, { token, body })
    expect((await ask({})).body.errors[0].field).toBe('email')
    const { body: first } = await ask({ email: 'gaston@example.com' })
    expect((await ask({ email: 'gaston@example.com' })).body).toEqual(first)
    expect(asked()).toHaveLength(1)
    const { body } = await contentOf(asked()[0] ?? { conversationId: '', mailId: '' })
    expect(body.email).toBe('gaston@example.com')
    expect(body.lines.map(({ author }: { author: string }) => author)).toEqual([
      'customer',
      'agent',
    ])
  })

  it('of an account goes to its own address, whatever is typed', async () => {
    const { open, call, asked, contentOf } = setUp()
    const { path } = await open('camille')
    const body = { email: 'mallory@example.com' }
    expect((await call(`POST ${path}/transcript`, { as: 'camille', body })).status).toBe(202)
    const { body: mail } = await contentOf(asked()[0] ?? { conversationId: '', mailId: '' })
    expect(mail).toMatchObject({ customerId: 'usr_camille' })
    expect(mail).not.toHaveProperty('email')
  })

  it('is for notifications alone to read', async () => {
    const { open, say, call } = setUp()
    const { path, token } = await open()
    await say(path, 'Il est parti.', { as: 'ines' })
    const { body } = await call(`POST ${path}/transcript`, {
      token,
      body: { email: 'g@example.com' },
    })
    const internal = `GET ${path.replace('/api', '/internal')}/mails/${body.mailId}`
    expect((await call(internal, { as: 'orders' })).status).toBeGreaterThanOrEqual(400)
    expect((await call(internal, { token })).status).toBeGreaterThanOrEqual(400)
  })

  it('goes to no address that a guest types before an agent has answered', async () => {
    const { open, call, asked } = setUp()
    const { path, token } = await open()
    const body = { email: 'stranger@example.com' }
    const { status, body: problem } = await call(`POST ${path}/transcript`, { token, body })
    expect([status, problem.code]).toEqual([409, 'transition_refused'])
    expect(asked()).toEqual([])
  })

  it('is asked for three times in a quarter of an hour at most', async () => {
    const { open, say, call } = setUp()
    const { path, token } = await open()
    await say(path, 'Il est parti.', { as: 'ines' })
    const ask = (n: number) =>
      call(`POST ${path}/transcript`, { token, body: { email: `g${n}@example.com` } })
    const answers = [await ask(1), await ask(2), await ask(3), await ask(4)]
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429])
  })

  it('goes to one address five times in an hour at most, of whatever conversations', async () => {
    const { open, say, call } = setUp()
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) {
      const { path, token } = await open()
      await say(path, 'Il est parti.', { as: 'ines' })
      const body = { email: 'gaston@example.com' }
      statuses.push((await call(`POST ${path}/transcript`, { token, body })).status)
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
  })

  it('of a long conversation has the latest that a mail has room for', async () => {
    const { open, call, conversations, pages, clock, asked, contentOf } = setUp()
    const { path, id } = await open('camille')
    const deps = { conversations, pages, clock, awayMs: 300_000 }
    for (let n = 0; n < 30; n++)
      await sendMessage(deps, id, {
        side: { author: 'customer' },
        message: { clientMsgId: randomUUID(), body: `${n} ${'x'.repeat(3_900)}`, images: [] },
      })
    await call(`POST ${path}/transcript`, { as: 'camille', body: {} })
    const { body } = await contentOf(asked()[0] ?? { conversationId: '', mailId: '' })
    const numbers = body.lines.map((line: { body: string }) => Number(line.body.split(' ')[0]))
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, n) => n + 5))
  })
})
