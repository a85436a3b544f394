import { describe, expect, it } from 'vitest'
import { at, home } from '../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../test/twins/app-twin.ts'
import { eraseCustomer } from './erasure.ts'
import { recordPayment } from './order/order-payment.ts'

const paymentMethod = { provider: 'stripe', token: 'pm_card_visa' }
const requests = [
  ['POST /api/orders', 'place:usr_1', aPlacement()],
  ['POST /api/orders/ord_1/payments', 'pay:ord_1', { paymentMethod }],
] as const

describe.each(requests)('the answer to %s', (operation, scope, body) => {
  async function answered() {
    const twin = createAppTwin()
    if (scope === 'pay:ord_1') {
      await twin.seed({ status: 'awaiting_payment' })
      const failed = { status: 'failed' as const, at, attempt: 1, failureCode: 'card_declined' }
      await twin.orders.change('ord_1', (order) => recordPayment(order, failed))
    }
    const headers = newKey()
    const send = async () => {
      const answer = await twin.send(operation, { body, headers })
      return (await answer.json()) as { email: string; status: string }
    }
    const first = await send()
    const kept = await twin.store.keys.read(`idem:orders:${scope}:${headers['idempotency-key']}`)
    return { twin, send, first, kept }
  }

  it('is given again as it was, though no person is kept under the key', async () => {
    const { send, first, kept } = await answered()
    expect(first).toMatchObject({ orderId: 'ord_1', shippingAddress: home, paymentMethod })
    expect(kept).toContain('ord_1')
    for (const trace of [first.email, home.recipient, home.line1, paymentMethod.token])
      expect(kept).not.toContain(trace)
    expect(await send()).toEqual(first)
  })

  it('names nobody once the order is erased', async () => {
    const { twin, send, first } = await answered()
    const expired = { status: 'expired' as const, ending: { reason: 'payment_deadline' } }
    await twin.orders.change('ord_1', (order) => eraseCustomer({ ...order, ...expired }))
    const again = await send()
    expect(again).toMatchObject({ status: first.status, shippingAddress: { recipient: 'erased' } })
    expect(JSON.stringify(again)).not.toContain(first.email)
  })
})
