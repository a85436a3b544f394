import type { CloudEvent } from '@comptoir/contracts/event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const today = '2026-11-30T09:00:00.000Z'
const yesterday = '2026-11-29T09:00:00.000Z'

/** The revenue of today, by what admin hears. */
function createRevenue() {
  const admin = createAdminApp()
  const subscribers = createDashboardSubscribers(admin)
  const hear = async (...events: CloudEvent[]) => {
    for (const event of events) await told.deliver(subscribers, event)
  }
  const revenue = async () =>
    (await admin.ask('GET /api/dashboard', { as: 'staff' })).body.today.revenue
  return { hear, revenue }
}

type Story = {
  readonly edit: number
  readonly isLapsed: boolean
  readonly isPaidLater: boolean
  readonly back: number
}

/** What services tell of an order whose money is held, and what the provider holds of it in the end. */
function moneyOf({ edit, isLapsed, isPaidLater, back }: Story) {
  const own = { orderId: 'ord_1', at: '2026-11-30T08:00:00.000Z' }
  const later = { orderId: 'ord_1', at: '2026-11-30T08:30:00.000Z' }
  const isPaid = !isLapsed || isPaidLater
  const purpose = isLapsed ? { purpose: 'due1' } : {}
  const amount = 1_200 + edit
  const events = [
    told.confirmed({ ...own, at: '2026-11-30T07:00:00.000Z' }),
    ...(edit === 0 ? [] : [told.edited(own, edit)]),
    ...(isLapsed ? [told.payment('payment-cancelled', later)] : []),
    ...(isLapsed && edit > 0
      ? [told.payment('payment-cancelled', { ...later, purpose: 'edit1', amount: edit })]
      : []),
    ...(isPaid ? [told.payment('payment-succeeded', { ...later, ...purpose, amount })] : []),
    ...(isPaid && back > 0
      ? [told.refund('refund-succeeded', { ...later, ...purpose, amount: back })]
      : []),
  ]
  return { events, held: isPaid ? amount - back : 0 }
}

describe('the revenue of the dashboard', () => {
  it('takes off what edits make cheaper, once, whether money goes back or less is taken', async () => {
    const { hear, revenue } = createRevenue()
    const edit = { orderId: 'ord_1', at: today, amount: 240, refundId: 'rf_1_edit1' }
    const [first, second] = ['ord_1', 'ord_2'].map((orderId) => ({ orderId, at: today }))
    for (const sold of [first, second]) {
      if (sold) await hear(told.confirmed(sold), told.edited(sold, -240))
    }
    await hear(told.refund('refund-succeeded', edit))
    expect(await revenue()).toMatchObject({ gross: euros(1_920) })
  })

  it('takes nothing off that it never counted: of no sale, too late, of what came to nothing', async () => {
    const { hear, revenue } = createRevenue()
    const back = (more: { orderId: string; purpose?: string; refundId: string }) =>
      told.refund('refund-succeeded', { at: today, amount: 500, ...more })
    await hear(
      back({ orderId: 'ord_9', refundId: 'rf_9' }),
      told.confirmed({ orderId: 'ord_1', at: today }),
      back({ orderId: 'ord_1', refundId: 'rf_1_late' }),
      back({ orderId: 'ord_1', purpose: 'edit1', refundId: 'rf_1_edit1' }),
      back({ orderId: 'ord_1', purpose: 'x1', refundId: 'rf_1_x1' }),
    )
    expect(await revenue()).toMatchObject({ gross: euros(1_200) })
  })

  it('adds what is paid afterwards for held money that was let go, so that its refund takes nothing twice', async () => {
    const { hear, revenue } = createRevenue()
    const due = { orderId: 'ord_1', at: today, purpose: 'due1' }
    await hear(
      told.confirmed({ orderId: 'ord_1', at: yesterday }),
      told.payment('payment-cancelled', { orderId: 'ord_1', at: today }),
    )
    expect(await revenue()).toMatchObject({ gross: euros(-1_200) })
    await hear(told.payment('payment-succeeded', due), told.payment('payment-succeeded', due))
    expect(await revenue()).toMatchObject({ gross: euros(0), net: euros(0) })
    const back = { ...due, amount: 1_200, refundId: 'rf_1_0000000000000001' }
    await hear(told.refund('refund-succeeded', back))
    expect(await revenue()).toMatchObject({ gross: euros(-1_200), net: euros(-1_000) })
  })

  it('adds no other payment: the order says what it came to', async () => {
    const { hear, revenue } = createRevenue()
    const paid = (more: { orderId: string; purpose?: string }) =>
      told.payment('payment-succeeded', { at: today, ...more })
    await hear(
      told.confirmed({ orderId: 'ord_1', at: today }),
      ...[paid({ orderId: 'ord_1' }), paid({ orderId: 'ord_1', purpose: 'edit1' })],
      ...[paid({ orderId: 'ord_1', purpose: 'x1' }), paid({ orderId: 'ord_2', purpose: 'due1' })],
    )
    expect(await revenue()).toMatchObject({ gross: euros(1_200) })
  })

  it('comes to what the provider holds in the end, whatever was held, let go, paid later and given back', async () => {
    const story = fc.record({
      edit: fc.constantFrom(-200, 0, 300),
      isLapsed: fc.boolean(),
      isPaidLater: fc.boolean(),
      back: fc.constantFrom(0, 250, 1_000),
    })
    await fc.assert(
      fc.asyncProperty(story, fc.infiniteStream(fc.nat()), async (one, order) => {
        const { events, held } = moneyOf(one)
        const { hear, revenue } = createRevenue()
        const shuffled = [...events, ...events]
          .map((event) => ({ event, place: order.next().value }))
          .toSorted((a, b) => a.place - b.place)
        await hear(...shuffled.map(({ event }) => event))
        expect(await revenue()).toMatchObject({ gross: euros(held) })
      }),
      { numRuns: 60 },
    )
  })

  it('takes off what was held for an edit and let go', async () => {
    const { hear, revenue } = createRevenue()
    const sold = { orderId: 'ord_1', at: yesterday }
    await hear(
      told.confirmed(sold),
      told.edited(sold, 240),
      told.payment('payment-cancelled', { orderId: 'ord_1', at: today, purpose: 'edit1' }),
      told.payment('payment-cancelled', { orderId: 'ord_1', at: today, purpose: 'edit2' }),
    )
    expect(await revenue()).toMatchObject({ gross: euros(-240) })
  })
})
