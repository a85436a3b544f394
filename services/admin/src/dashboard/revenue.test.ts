import type { CloudEvent } from '@comptoir/contracts/event'
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
