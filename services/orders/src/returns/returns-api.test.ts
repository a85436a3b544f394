import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { aDeliveredOrder } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import { createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { hashOf } from '../guests/guest-secrets.ts'
import { watchReturns } from './unattended-returns.ts'

const staff = { as: 'usr_staff', roles: ['staff' as const] }
const mug = { lines: [{ sku: 'MUG', quantity: 2, reason: 'damaged', note: 'cracked' }] }

/** What the tests read of an answer. */
type Body = {
  readonly code: string
  readonly status: string
  readonly returnId: string
  readonly errors: { field: string; message: string }[]
  readonly lines: { note: string }[]
  readonly items: object[]
  readonly returns: object[]
  readonly approval: { dueAt: string }
  readonly receipt: { lines: object[] }
  readonly reasons: { code: string; label: object; labelPaidBy: string }[]
}

async function delivered() {
  const twin = createAppTwin()
  await twin.orders.create('ord_1', aDeliveredOrder())
  const ask = async (operation: string, asked: Parameters<typeof twin.send>[1] = {}) => {
    const answer = await twin.send(operation, asked)
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  const request = (body: object = mug, headers = newKey()) =>
    ask('POST /api/orders/ord_1/returns', { body, headers })
  return { ...twin, ask, request }
}

describe('returns', () => {
  it('are requested once per key, read and listed by their owner and staff', async () => {
    const here = await delivered()
    const key = newKey()
    const { status, body } = await here.request(mug, key)
    expect([status, (await here.request(mug, key)).body.returnId]).toEqual([201, body.returnId])
    expect(body).toMatchObject({
      ...{
        returnId: 'ret_1_1',
        status: 'requested',
        allowedTransitions: ['approved', 'refused', 'cancelled'],
      },
      estimate: { goods: { amount: 1599 }, shipping: { amount: 0 } },
    })
    expect(here.calls).toEqual(['return saga ret_1_1', 'return saga ret_1_1'])
    for (const who of [{}, staff]) {
      expect((await here.ask('GET /api/returns/ret_1_1', who)).body.lines[0]?.note).toBe('cracked')
      for (const query of [
        '',
        '?orderId=ord_1',
        '?status=requested',
        '?orderId=ord_1&status=requested',
      ])
        expect((await here.ask(`GET /api/returns${query}`, who)).body.items).toHaveLength(1)
      expect((await here.ask('GET /api/returns?status=closed', who)).body.items).toEqual([])
    }
    expect((await here.ask('GET /api/orders/ord_1')).body.returns).toMatchObject([
      { status: 'open' },
    ])
  })

  it('of someone else do not exist, neither does their order', async () => {
    const here = await delivered()
    await here.request()
    const as = 'usr_2'
    const asked = { as, body: mug, headers: newKey() }
    expect((await here.ask('POST /api/orders/ord_1/returns', asked)).status).toBe(404)
    expect((await here.ask('GET /api/returns/ret_1_1', { as })).status).toBe(404)
    expect((await here.ask('POST /api/returns/ret_1_1/cancel', { as })).status).toBe(404)
    expect((await here.ask('GET /api/returns?orderId=ord_1', { as })).body.items).toEqual([])
    expect((await here.ask('POST /api/returns/ret_1_1/approve', {})).status).toBe(403)
    expect((await here.ask('GET /api/returns', { as: 'nobody' })).status).toBe(401)
  })

  it('are approved, sent, received in part and inspected, each step once and in its order', async () => {
    const here = await delivered()
    await here.request()
    const step = (name: string, body: object = {}, who: object = staff) =>
      here.ask(`POST /api/returns/ret_1_1/${name}`, { ...who, body })
    expect((await step('receive')).body.code).toBe('transition_refused')
    expect((await step('approve')).body.approval.dueAt).toBe('2026-12-05T10:00:00.000Z')
    const sent = await step('sent', { carrier: 'Colissimo', trackingNumber: '6A1' }, {})
    expect(sent.body).toMatchObject({ status: 'in_transit', sending: { trackingNumber: '6A1' } })
    expect((await step('cancel', {}, {})).body.code).toBe('transition_refused')
    const more = { lines: [{ sku: 'MUG', quantity: 3 }] }
    expect((await step('receive', more)).body.errors[0]?.message).toContain('MUG')
    const some = { lines: [{ sku: 'MUG', quantity: 1 }] }
    expect((await step('receive', some)).body.receipt.lines).toEqual(some.lines)
    const judged = (restock: number) => ({ lines: [{ sku: 'MUG', restock, scrap: 0 }] })
    expect((await step('inspect', judged(2))).status).toBe(400)
    expect((await step('inspect', judged(1))).body.status).toBe('inspected')
    expect((await step('refund')).body.code).toBe('transition_refused')
    expect(here.calls.filter((call) => call === 'return ret_1_1')).toHaveLength(4)
  })

  it('are refused with the field: no line, no reason, more than was bought', async () => {
    const here = await delivered()
    expect((await here.request({ lines: [] })).body.errors[0]?.field).toBe('lines')
    const odd = { lines: [{ sku: 'MUG', quantity: 1, reason: 'withdrawal' }] }
    expect((await here.request(odd)).status).toBe(400)
    const many = { lines: [{ sku: 'MUG', quantity: 4, reason: 'late' }] }
    expect((await here.request(many)).body).toMatchObject({ code: 'invalid_request' })
  })

  it('get a label when they ask for it; only staff say who pays', async () => {
    const here = await delivered()
    await here.request({ lines: [{ sku: 'MUG', quantity: 1, reason: 'changed_mind' }] })
    const label = (body: object = {}, who: object = {}) =>
      here.ask('POST /api/returns/ret_1_1/label', { ...who, body })
    expect((await label()).body.code).toBe('transition_refused')
    await here.ask('POST /api/returns/ret_1_1/approve', staff)
    expect((await label({ paidBy: 'shop' })).status).toBe(403)
    expect((await label()).body).toMatchObject({
      label: { status: 'pending', paidBy: 'customer', price: { amount: 490 } },
    })
    expect((await label({ paidBy: 'shop' }, staff)).body).toMatchObject({
      label: { paidBy: 'customer' },
    })
    expect((await label({}, { as: 'usr_2' })).status).toBe(404)
  })

  it('have a policy that anyone may read, in both languages', async () => {
    const { body } = await (await delivered()).ask('GET /api/return-policy', { as: 'nobody' })
    expect(body).toMatchObject({ returnDays: 30, withdrawalDays: 14, sendWithinDays: 14 })
    expect(body).toMatchObject({ labelPrice: { amount: 490, currency: 'EUR' } })
    for (const { label } of body.reasons) expect(Object.keys(label)).toEqual(['fr', 'en'])
    const free = body.reasons.filter(({ labelPaidBy }) => labelPaidBy === 'shop')
    expect(free.map(({ code }) => code)).toEqual([
      ...['late', 'damaged', 'defective', 'wrong_item', 'not_as_described'],
    ])
  })
})

describe('a guest', () => {
  const as = 'guest of ord_1'
  const secret = 'a-secret-of-the-order-of-a-guest'
  const guest = {
    tokens: [{ hash: hashOf(secret), expiresAt: '2027-01-01T00:00:00.000Z' }],
    links: [],
  }

  async function guestDelivered() {
    const twin = createAppTwin()
    await twin.orders.create('ord_1', aDeliveredOrder({ userId: 'gst_1', guest }))
    await twin.orders.create('ord_2', aDeliveredOrder({ orderId: 'ord_2', userId: 'gst_2' }))
    const ask = async (operation: string, asked: Parameters<typeof twin.send>[1] = {}) => {
      const answer = await twin.send(operation, { as, ...asked })
      return { status: answer.status, body: (await answer.json()) as Body }
    }
    const request = () => ask('POST /api/orders/ord_1/returns', { body: mug, headers: newKey() })
    return { ...twin, ask, request }
  }

  it('returns goods of the one order: asks, reads, lists, sends and cancels, as its customer', async () => {
    const here = await guestDelivered()
    expect((await here.request()).status).toBe(201)
    expect((await here.returns.get('ret_1_1'))?.data).toMatchObject({
      ...{ userId: 'gst_1', requestedBy: 'customer' },
    })
    for (const query of ['', '?orderId=ord_1', '?status=requested'])
      expect((await here.ask(`GET /api/returns${query}`)).body.items).toHaveLength(1)
    expect((await here.ask('GET /api/returns/ret_1_1')).status).toBe(200)
    await here.ask('POST /api/returns/ret_1_1/approve', staff)
    expect((await here.ask('POST /api/returns/ret_1_1/sent', { body: {} })).body).toMatchObject({
      ...{ status: 'in_transit', history: [{}, {}, { type: 'in_transit', by: 'customer' }] },
    })
    const again = { ...mug, lines: [{ sku: 'POT', quantity: 1, reason: 'damaged' }] }
    const asked = { body: again, headers: newKey() }
    const { body } = await here.ask('POST /api/orders/ord_1/returns', asked)
    const cancel = await here.ask(`POST /api/returns/${body.returnId}/cancel`)
    expect(cancel.body.status).toBe('cancelled')
  })

  it('finds nothing of another order, and takes no step of staff', async () => {
    const here = await guestDelivered()
    await here.request()
    const other = { as: 'guest of ord_2' }
    expect((await here.ask('GET /api/returns/ret_1_1', other)).status).toBe(404)
    expect((await here.ask('GET /api/returns', other)).body.items).toEqual([])
    const asked = { ...other, body: mug, headers: newKey() }
    expect((await here.ask('POST /api/orders/ord_1/returns', asked)).status).toBe(404)
    expect((await here.ask('POST /api/returns/ret_1_1/approve')).status).toBe(401)
  })

  it('takes the returns along into an account, where they are its customer’s', async () => {
    const here = await guestDelivered()
    await here.request()
    const body = { orderToken: secret }
    const attach = () => here.ask('POST /api/orders/ord_1/attach', { as: 'usr_1', body })
    for (const { status } of [await attach(), await attach()]) expect(status).toBe(200)
    expect((await here.ask('GET /api/returns', { as: 'usr_1' })).body.items).toHaveLength(1)
    const cancel = await here.ask('POST /api/returns/ret_1_1/cancel', { as: 'usr_1' })
    expect(cancel.body).toMatchObject({ history: [{}, { type: 'cancelled', by: 'customer' }] })
    expect((await here.ask('GET /api/returns/ret_1_1')).status).toBe(404)
  })
})

describe('the watch of returns', () => {
  it('writes what only the order holds, and starts a saga that was lost', async () => {
    const here = await delivered()
    await here.request()
    await here.returns.remove('ret_1_1')
    here.calls.length = 0
    const later = new Date(Date.parse(at) + 600_000)
    const sagas = {
      startReturnSaga: async ({ returnId }: { returnId: string }) => void here.calls.push(returnId),
      running: async () => undefined,
      forget: async () => 'none',
    }
    const deps = { ...here, sagas, clock: () => later, log: silentLog() }
    await watchReturns({ ...deps, ...here.deps, sagas, unattendedSeconds: 60 } as never)
    expect(here.calls).toEqual(['ret_1_1'])
    expect((await here.returns.get('ret_1_1'))?.data.lines).toMatchObject([{ note: 'cracked' }])
  })

  it('does not end in the same round what it has just started', async () => {
    const here = await delivered()
    await here.request()
    let nowMs = Date.parse(at) + 600_000
    let running: { lastTurnAt?: Date } | undefined
    const ended: string[] = []
    const sagas = {
      startReturnSaga: async () => {
        running ??= {}
      },
      running: async () => running,
      nextTurnBy: async () => undefined,
      end: async (id: string) => {
        ended.push(id)
        running = undefined
      },
      forget: async () => 'purged',
      signalReturn: async () => {},
    }
    const own = { unattendedSeconds: 60, sagas, clock: () => new Date(nowMs), log: silentLog() }
    const watch = async () => await watchReturns({ ...here, ...here.deps, ...own } as never)
    await watch()
    expect(running).toEqual({})
    nowMs += 1_000
    running = { lastTurnAt: new Date(nowMs) }
    nowMs += 10_000
    await watch()
    expect(ended).toEqual([])
  })

  it('ends a saga that takes no turn any more, and lets one go on that does', async () => {
    const here = await delivered()
    await here.request()
    const asked: string[] = []
    const later = new Date(Date.parse(at) + 600_000)
    const watch = async (lastTurnAt: Date) => {
      const sagas = {
        running: async () => ({ lastTurnAt }),
        nextTurnBy: async () => undefined,
        end: async (id: string) => void asked.push(`end ${id}`),
        signalReturn: async () => void asked.push('signal'),
      }
      const own = { unattendedSeconds: 60, sagas, clock: () => later, log: silentLog() }
      const deps = { ...here, ...here.deps, ...own }
      await watchReturns(deps as never)
    }
    await watch(new Date(later.getTime() - 30_000))
    expect(asked).toEqual(['signal'])
    await watch(new Date(at))
    expect(asked).toEqual(['signal', 'end ret_1_1', 'signal'])
  })
})
