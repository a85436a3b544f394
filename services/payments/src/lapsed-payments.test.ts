import { OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../test/harness.ts'
import { ask, camille, expire, get, put, refund, type Test } from '../test/requests.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const fact = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'cart_1' }
const paymentMethod = { token: 'pm_card_visa' }

/** An order of 50 euros that has left, whose held money the provider let go before. */
async function lapsed() {
  const test = createTestPayments('shipping')
  await test.announce(anOrder('1'))
  await expire(test)
  await test.deliver(OrderShipped, fact)
  return test
}

const due = (test: Test, n = 1, amount = 5000) =>
  put(test, `pi_1/further/due${n}`, { amount: eur(amount), takeNow: true, paymentMethod })

describe('held money that was let go before it was taken', () => {
  it('is told with its amount, and shown', async () => {
    const test = await lapsed()
    const { data } = test.store.published.at(-1) ?? {}
    expect(data).toMatchObject({ reason: 'expired', lapsedTotal: eur(5000), captured: eur(0) })
    const { body } = await get(test, '/api/payment-intents/pi_1', camille)
    expect(body).toMatchObject({ status: 'cancelled', lapsed: eur(5000) })
    expect((await ask(test, 'pi_1')).body).toMatchObject({ sums: { lapsedTotal: eur(5000) } })
  })

  it('is paid by another payment, which is taken at once and once: nothing is missing then', async () => {
    const test = await lapsed()
    for (const _ of [1, 2]) expect((await due(test)).body.status).toBe('succeeded')
    expect(test.provider.netOf('pi_1_due1')).toBe(5000)
    const { data } = test.store.published.at(-1) ?? {}
    expect(data).toMatchObject({ purpose: 'due1', captured: eur(5000) })
    expect(data).not.toHaveProperty('lapsedTotal')
    expect((await ask(test, 'pi_1')).body).toMatchObject({ status: 'succeeded' })
  })

  it('that was paid since goes back like any other money', async () => {
    const test = await lapsed()
    await due(test)
    expect((await refund(test, 'pi_1', { amount: 1500 })).status).toBe(201)
    expect(test.provider.netOf('pi_1_due1')).toBe(3500)
  })

  it('is asked for first: nothing else is, nor of a payment that the shop gave up', async () => {
    const test = await lapsed()
    const edit = { amount: eur(500), paymentMethod }
    expect((await put(test, 'pi_1/further/edit1', edit)).body.code).toBe('transition_refused')
    await due(test)
    expect((await put(test, 'pi_1/further/x1', { ...edit, takeNow: true })).status).toBe(200)
    const given = createTestPayments('shipping')
    await given.announce(anOrder('1'))
    await put(given, 'pi_1/cancel', { refundId: 'rf_1', reason: 'order_cancelled' })
    expect((await due(given)).body.code).toBe('transition_refused')
    expect((await ask(given, 'pi_1')).body).not.toHaveProperty('sums')
  })

  it('is the same where the provider took its time, and then refused', async () => {
    const test = createTestPayments('shipping')
    await test.announce(anOrder('1'))
    const providerRef = 'ref_1'
    const report = (status: 'processing' | 'failed') => {
      const intent = test.provider.intents.get(providerRef)
      if (intent)
        intent.report =
          status === 'failed'
            ? { status, providerRef, failureCode: 'denied' }
            : { status, providerRef }
    }
    report('processing')
    await test.deliver(OrderShipped, fact)
    expect((await ask(test, 'pi_1')).body).toMatchObject({ status: 'processing' })
    report('failed')
    expect((await ask(test, 'pi_1?refresh=true')).body).toMatchObject({
      ...{ status: 'cancelled', sums: { lapsedTotal: eur(5000), captured: eur(0) } },
    })
    const { data } = test.store.published.at(-1) ?? {}
    expect(data).toMatchObject({ reason: 'capture_refused', lapsedTotal: eur(5000) })
  })

  it('is less by what an edit took off before', async () => {
    const test = createTestPayments('shipping')
    await test.announce(anOrder('1'))
    await put(test, 'pi_1/edit-refunds/rf_1_edit1', { amount: eur(1500), reason: 'order_edited' })
    await expire(test)
    expect((await ask(test, 'pi_1')).body).toMatchObject({ sums: { lapsedTotal: eur(3500) } })
  })
})
