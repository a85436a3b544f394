import { describe, expect, it } from 'vitest'
import { at } from '../../test/samples.ts'
import { createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { endOrder } from '../order/order-cancel.ts'
import { cancelled } from '../saga/saga-types.ts'

const staff = { as: 'usr_9', roles: ['staff' as const] }
const act = 'POST /api/sagas/ord_1/actions'
const reason = 'the timer was lost'

async function twinWith(...states: Parameters<ReturnType<typeof createAppTwin>['seed']>) {
  const twin = createAppTwin()
  await twin.seed(...states)
  return twin
}

describe('the sagas that staff see', () => {
  it('are listed by what they are at, with how many are at what', async () => {
    const twin = await twinWith({ status: 'awaiting_payment' })
    const answer = await twin.send('GET /api/sagas?state=awaiting_payment', staff)
    expect(answer.status).toBe(200)
    const body = (await answer.json()) as { items: object[]; counts: Record<string, number> }
    expect(body.items).toMatchObject([{ orderId: 'ord_1', kind: 'order', instanceId: 'ord_1' }])
    expect(body.counts).toMatchObject({ awaiting_payment: 1, confirmed: 0 })
  })

  it('are not for customers', async () => {
    const twin = await twinWith({ status: 'confirmed' })
    expect((await twin.send('GET /api/sagas?state=confirmed')).status).toBe(403)
    const body = { action: 'wake', reason }
    expect((await twin.send(act, { body, headers: newKey() })).status).toBe(403)
  })
})

describe('a saga that does not go on', () => {
  it.each([
    ['awaiting_payment', 'payment ord_1'],
    ['confirmed', 'fulfilled ord_1'],
  ] as const)('is woken by what it waits for: %s', async (status, call) => {
    const twin = await twinWith({ status })
    const body = { action: 'wake', reason }
    expect((await twin.send(act, { ...staff, body, headers: newKey() })).status).toBe(200)
    expect(twin.calls).toEqual([call])
    const entries = (await twin.orders.get('ord_1'))?.data.staff?.entries
    expect(entries).toMatchObject([{ by: 'usr_9', text: `wake: ${reason}` }])
  })

  it('is started again under an id of its own', async () => {
    const twin = await twinWith({ status: 'confirmed' })
    const body = { action: 'retry', reason }
    const answer = await twin.send(act, { ...staff, body, headers: newKey() })
    const { instanceId } = (await answer.json()) as { instanceId: string }
    expect(instanceId).toMatch(/^ord_1-\w+$/)
    expect(twin.calls).toEqual(['start ord_1'])
  })

  it('is compensated: its order is cancelled, and says why', async () => {
    const twin = await twinWith({ status: 'confirmed' })
    const body = { action: 'compensate', reason }
    await twin.send(act, { ...staff, body, headers: newKey() })
    expect((await twin.orders.get('ord_1'))?.data.cancellation).toMatchObject({
      ...{ status: 'requested', by: 'staff', reason },
    })
    expect(twin.calls).toEqual(['cancel ord_1'])
  })

  it('is noted once, however often the request comes, and acted on until it was answered', async () => {
    const twin = await twinWith({ status: 'confirmed' })
    const request = { ...staff, body: { action: 'wake', reason }, headers: newKey() }
    await twin.send(act, request)
    await twin.send(act, request)
    expect(twin.calls).toEqual(['fulfilled ord_1', 'fulfilled ord_1'])
    expect((await twin.orders.get('ord_1'))?.data.staff?.entries).toHaveLength(1)
  })

  it('is answered again when the request is repeated after all was done', async () => {
    const twin = await twinWith({ status: 'confirmed' })
    const request = { ...staff, body: { action: 'compensate', reason }, headers: newKey() }
    await twin.send(act, request)
    await twin.orders.change('ord_1', (order) => endOrder(order, cancelled, at))
    expect((await twin.send(act, request)).status).toBe(200)
    const other = { ...request, body: { action: 'wake', reason } }
    expect((await twin.send(act, other)).status).toBe(409)
  })

  it('of a cancel is not woken, since it waits for nothing', async () => {
    const cancellation = { status: 'requested', by: 'customer', reason: 'x', at } as const
    const twin = await twinWith({ status: 'processing', cancellation })
    const body = { action: 'wake', reason }
    expect((await twin.send(act, { ...staff, body, headers: newKey() })).status).toBe(409)
  })

  it.each(['delivered', 'rejected', 'processing'] as const)(
    'is not there for an order that is %s',
    async (status) => {
      const twin = await twinWith({ status })
      const body = { action: 'wake', reason }
      const answer = await twin.send(act, { ...staff, body, headers: newKey() })
      expect([answer.status, twin.calls]).toEqual([409, []])
    },
  )
})
