import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSupportApp } from '../test/support-app.ts'

const image = `img_${'0'.repeat(32)}`
/** Every operation on a conversation that its customer may use, with a body that is right. */
const ofCustomers: [string, object | undefined][] = [
  ['GET ', undefined],
  ['GET /messages', undefined],
  ['POST /messages', { clientMsgId: randomUUID(), body: 'hello' }],
  ['GET /events', undefined],
  ['POST /read', { seq: 1 }],
  ['POST /typing', undefined],
  ['POST /images', undefined],
  [`GET /images/${image}`, undefined],
  ['PUT /order', { orderId: 'ord_1' }],
  ['POST /transcript', { email: 'gaston@example.com' }],
  ['PUT /rating', { score: 5 }],
  ['POST /close', undefined],
]
const ofAgents: [string, object | undefined][] = [
  ['POST /assign', undefined],
  ['POST /transfer', { to: 'queue' }],
  ['POST /resolve', undefined],
  ['POST /notes', { clientMsgId: randomUUID(), body: 'note' }],
  ['GET /notes', undefined],
]
const at = (path: string, operation: string) => operation.replace(' ', ` ${path}`)

describe('a conversation', () => {
  it.each(ofCustomers)('does not exist to anybody else: %s', async (operation, body) => {
    const { open, call } = createSupportApp()
    const [camilles, guests, others] = [await open('camille'), await open(), await open()]
    const strangers = [
      { as: 'alex' as const },
      {},
      { token: others.token },
      { token: `${guests.id}.${'A'.repeat(43)}` },
      { as: 'guest of ord_1' as const },
    ]
    for (const { path } of [camilles, guests])
      for (const who of strangers) {
        const { status, body: problem } = await call(at(path, operation), { ...who, body })
        expect([status, problem.code]).toEqual([404, 'not_found'])
      }
  })

  it.each(ofAgents)('is handled by agents alone: %s', async (operation, body) => {
    const { open, call } = createSupportApp()
    const { path, token } = await open()
    const camilles = await open('camille')
    const refused = [
      await call(at(path, operation), { token, body }),
      await call(at(camilles.path, operation), { as: 'camille', body }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([401, 403])
    const { status } = await call(at(path, operation), { as: 'ines', body })
    expect(status).toBeLessThan(300)
  })

  it('is opened once for a clientMsgId, with the token that only its guest gets', async () => {
    const { open, call, conversations } = createSupportApp()
    const clientMsgId = randomUUID()
    const first = await open(undefined, { clientMsgId })
    const again = await open(undefined, { clientMsgId })
    expect([first.status, again.body]).toEqual([201, first.body])
    expect(await conversations.count('all', 'all')).toBe(1)
    const other = await open(undefined, { clientMsgId, body: 'something else' })
    expect([other.status, other.body.code]).toEqual([409, 'already_exists'])
    const { body } = await call(`GET ${first.path}`, { as: 'ines' })
    expect(JSON.stringify([body, await conversations.get(first.id)])).not.toContain(first.token)
    const theirs = await open('camille', { clientMsgId })
    expect(theirs.id).not.toBe(first.id)
    expect(theirs.body).not.toHaveProperty('conversationToken')
  })

  it('shows the id of a message to the side that chose it, and to no other', async () => {
    const { open, say, call } = createSupportApp()
    const { path, token } = await open()
    await say(path, 'Il arrive.', { as: 'ines' })
    const seen = async (given: object) => {
      const { body } = await call(`GET ${path}/messages`, given)
      return body.items.map(
        ({ clientMsgId }: { clientMsgId?: string }) => clientMsgId !== undefined,
      )
    }
    expect(await seen({ token })).toEqual([true, false])
    expect(await seen({ as: 'ines' })).toEqual([false, true])
  })

  it('belongs to an account once its guest signs in, and the token ends', async () => {
    const { open, call } = createSupportApp()
    const { path, token, id } = await open()
    expect((await call(`POST ${path}/attach`, { as: 'camille' })).status).toBe(404)
    expect((await call(`POST ${path}/attach`, { as: 'camille', token })).status).toBe(200)
    expect((await call(`GET ${path}`, { token })).status).toBe(404)
    const { body } = await call('GET /api/conversations', { as: 'camille' })
    expect(
      body.items.map(({ conversationId }: { conversationId: string }) => conversationId),
    ).toEqual([id])
  })

  it('is about an order of its customer only', async () => {
    const { open, call } = createSupportApp()
    expect((await open('camille', { orderId: 'ord_1' })).body.orderId).toBe('ord_1')
    expect((await open('guest of ord_9', { orderId: 'ord_9' })).body.orderId).toBe('ord_9')
    const refused = [
      await open('camille', { orderId: 'ord_9' }),
      await open('guest of ord_9', { orderId: 'ord_1' }),
      await open(undefined, { orderId: 'ord_1' }),
      // who sees all orders as staff owns none of them
      await open('sam', { orderId: 'ord_1' }),
    ]
    expect(refused.map(({ status, body }) => [status, body.errors?.[0]?.field])).toEqual(
      refused.map(() => [400, 'orderId']),
    )
    const { path } = await open('camille')
    const attach = (orderId: string) =>
      call(`PUT ${path}/order`, { as: 'camille', body: { orderId } })
    expect((await attach('ord_9')).status).toBe(400)
    expect((await attach('ord_1')).body.orderId).toBe('ord_1')
  })

  it('is rated once by its customer, never by an agent', async () => {
    const { open, call } = createSupportApp()
    const { path, token } = await open()
    const score = (value: number, given: object) =>
      call(`PUT ${path}/rating`, { ...given, body: { score: value } })
    expect((await score(5, { token })).body.code).toBe('transition_refused')
    await call(`POST ${path}/close`, { token })
    expect((await score(5, { as: 'ines' })).status).toBe(404)
    expect((await score(5, { token })).status).toBe(200)
    expect((await score(5, { token })).status).toBe(200)
    expect((await score(1, { token })).body.code).toBe('already_exists')
  })

  it('refuses what is too long, empty, or comes too often', async () => {
    const { open, say, call } = createSupportApp()
    const { path, token } = await open()
    expect((await say(path, 'x'.repeat(4_001), { token })).status).toBe(400)
    expect((await say(path, '   ', { token })).status).toBe(400)
    const weak = { clientMsgId: '1', body: 'hello' }
    expect((await call(`POST ${path}/messages`, { token, body: weak })).status).toBe(400)
    for (let n = 0; n < 40; n++) await say(path, `message ${n}`, { token })
    const refused = await say(path, 'one more', { token })
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
    expect((await say(path, 'Bonjour', { as: 'ines' })).status).toBe(201)
  })
})
