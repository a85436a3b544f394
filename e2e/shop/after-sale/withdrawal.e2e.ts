import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { buyAsGuest, type GuestOrder } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { reach, sell } from '../../src/shopper.ts'

const { api, staff } = await openJourney()

type Declared = { withdrawal: { withdrawalId: string }; confirmationToken: string }
type Confirmed = { status: string; confirmedAt: string }
type Seen = GuestOrder & { returns?: { returnId: string }[] }

const asShopper = ({ guest }: GuestOrder) => ({ email: '', token: guest.accessToken })

/** Both steps, without an account. */
async function withdraw(orderNumber: string, email: string) {
  const declaration = { name: 'Camille Durand', orderNumber, email }
  const declared = await api<Declared>('POST /api/withdrawals', { body: declaration })
  expect(declared.status).toBe(201)
  const { withdrawal, confirmationToken } = declared.body
  const path = `/api/withdrawals/${withdrawal.withdrawalId}`
  const confirm = () => api<Confirmed>(`POST ${path}/confirm`, { body: { confirmationToken } })
  const confirmed = await confirm()
  const receipt = await api(`GET ${path}/receipt`, {
    headers: { 'withdrawal-token': confirmationToken },
  })
  return { confirm, confirmed, receipt }
}

describe('whoever withdraws from an order', () => {
  it('of delivered goods may send them back, without an account and without approval', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { order, email } = await buyAsGuest(api, sku)
    await reach(api, asShopper(order), order.orderId, 'delivered')
    const { confirm, confirmed, receipt } = await withdraw(order.number, email)
    expect([confirmed.status, confirmed.body.status, receipt.status]).toEqual([
      ...[200, 'confirmed', 200],
    ])
    const [entry] = await eventually(
      'the withdrawal to be a return',
      async () => {
        const { token } = asShopper(order)
        return (await api<Seen>(`GET /api/orders/${order.orderId}`, { token })).body.returns ?? []
      },
      (returns) => returns.length === 1,
    )
    const returned = await eventually(
      'the return to be written',
      () => api(`GET /api/returns/${entry?.returnId}`, { token: staff }),
      ({ status }) => status === 200,
    )
    expect(returned.body).toMatchObject({ kind: 'withdrawal', status: 'approved' })
    expect((await confirm()).body.confirmedAt).toBe(confirmed.body.confirmedAt)
  })

  it('before anything has left has the order cancelled', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const method = 'pm_card_chargeDeclined'
    const { order, email } = await buyAsGuest(api, sku, { method })
    expect(order.status).toBe('awaiting_payment')
    expect((await withdraw(order.number, email)).confirmed.status).toBe(200)
    await reach(api, asShopper(order), order.orderId, 'cancelled')
  })

  it('is answered the same when there is no such order', async () => {
    const { confirmed, receipt } = await withdraw('CMD-0000-0000', 'nobody@example.com')
    expect([confirmed.status, confirmed.body.status, receipt.status]).toEqual([
      ...[200, 'confirmed', 200],
    ])
  })
})
