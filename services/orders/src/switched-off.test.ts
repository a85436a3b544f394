import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { describe, expect, it } from 'vitest'
import { at } from '../test/samples.ts'
import { createAppTwin, newKey } from '../test/twins/app-twin.ts'
import { cartToken, createGuestTwin } from '../test/twins/guest.ts'
import { hashOf } from './guests/guest-secrets.ts'
import { recordPayment } from './order/order-payment.ts'

const noCards = fixedSettings({ payments: { card: false } })
const noGuests = fixedSettings({ orders: { guestOrders: false } })

/** Settings that staff change while the shop sells. */
function changingSettings() {
  const now = { settings: fixedSettings() }
  return { now, settings: () => now.settings() }
}

describe('what staff switch off', () => {
  it.each([
    ['a way to pay', noCards, [400, 'invalid_request']],
    ['orders of guests', noGuests, [401, 'unauthenticated']],
  ])('%s: takes no new order, and answers one that was placed before as it did', async (...row) => {
    const [, switchedOff, refusal] = row
    const { now, settings } = changingSettings()
    const twin = createGuestTwin({ settings })
    const key = newKey()
    const first = await twin.place({}, key)
    expect(first.status).toBe(201)
    now.settings = switchedOff
    expect(await twin.place({}, key)).toEqual(first)
    const { status, body } = await createGuestTwin({ settings }).place()
    expect([status, body.code]).toEqual(refusal)
  })

  it('answers an order again though its answer was lost', async () => {
    const { now, settings } = changingSettings()
    const twin = createGuestTwin({ settings })
    const key = newKey()
    const first = await twin.place({}, key)
    now.settings = noGuests
    const name = `idem:orders:place:cart-token:${hashOf(cartToken)}:${key['idempotency-key']}`
    const held = await twin.store.keys.read(name)
    expect(await twin.store.keys.replace(name, held ?? '', undefined, 1)).toBe(true)
    const again = await twin.place({}, key)
    expect([again.status, again.body.orderId]).toEqual([201, first.body.orderId])
  })

  it('answers a payment again that was made before, and takes no other one', async () => {
    const { now, settings } = changingSettings()
    const twin = createAppTwin({ settings })
    await twin.seed({ status: 'awaiting_payment' })
    const failed = { status: 'failed' as const, at, attempt: 1, failureCode: 'card_declined' }
    await twin.orders.change('ord_1', (order) => recordPayment(order, failed))
    const body = { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } }
    const pay = async (headers: Record<string, string>) => {
      const answer = await twin.send('POST /api/orders/ord_1/payments', { body, headers })
      return { status: answer.status, body: await answer.json() }
    }
    const key = newKey()
    const first = await pay(key)
    expect(first.status).toBe(200)
    now.settings = noCards
    expect(await pay(key)).toEqual(first)
    expect((await pay(newKey())).status).toBe(400)
  })
})
