import { describe, expect, it } from 'vitest'
import { anOrder, createPaymentsOver } from '../test/harness.ts'
import { createMemoryProvider } from '../test/memory-provider.ts'
import { ask, put } from '../test/requests.ts'
import { createSettlement } from './payment/settlement.ts'
import { createProviders } from './provider/providers.ts'
import { receiveEvent } from './provider/receive-provider-event.ts'

/** Two providers, each with books of its own; an order whose first attempt waits at Stripe for its shopper. */
async function waitingAtStripe() {
  const stripe = createMemoryProvider()
  const paypal = createMemoryProvider()
  const test = createPaymentsOver(stripe)
  const providers = createProviders({ stripe, paypal })
  const { payments, clock } = test
  Object.assign(test.settlement, createSettlement({ payments, providers, clock }))
  await test.announce(anOrder('1', 'pm_3ds'))
  const tryPayPal = (token = 'pm_card_visa') =>
    put(test, 'pi_1/attempts/2', { paymentMethod: { provider: 'paypal', token } })
  return { test, stripe, paypal, tryPayPal }
}

describe('an attempt with another provider', () => {
  it('gives up what the former provider holds', async () => {
    const { test, stripe, paypal, tryPayPal } = await waitingAtStripe()
    expect((await tryPayPal()).body.status).toBe('succeeded')
    expect(paypal.netOf('pi_1')).toBe(5000)
    expect([...stripe.intents.values()]).toMatchObject([{ report: { status: 'cancelled' } }])
    const document = await test.payments.get('pi_1')
    expect(document?.data).toMatchObject({
      ...{ status: 'succeeded', provider: 'paypal', captured: 5000 },
      attempts: [{ number: 1 }, { number: 2, provider: 'paypal' }],
      further: [{ id: 'pi_1_replaced1', provider: 'stripe', status: 'cancelled', released: true }],
    })
  })

  it('gives money back that the former provider takes all the same', async () => {
    const { test, stripe, paypal, tryPayPal } = await waitingAtStripe()
    stripe.decide('pi_1', 'succeeded')
    await tryPayPal()
    expect([stripe.netOf('pi_1'), paypal.netOf('pi_1')]).toEqual([0, 5000])
    const news = { about: 'payment', paymentIntentId: 'pi_1', providerRef: 'ref_1' } as const
    await receiveEvent({ id: 'evt_1', type: 'x', ...news, status: 'succeeded' }, test)
    expect([stripe.netOf('pi_1'), paypal.netOf('pi_1')]).toEqual([0, 5000])
    expect((await ask(test, 'pi_1')).body).toMatchObject({
      sums: { captured: { amount: 10_000 }, refundedTotal: { amount: 5000 } },
    })
  })

  it('starts at the new provider from nothing, again after a refusal there', async () => {
    const { paypal, stripe, test, tryPayPal } = await waitingAtStripe()
    expect((await tryPayPal('pm_declined')).body.status).toBe('failed')
    const body = { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } }
    expect((await put(test, 'pi_1/attempts/3', body)).body.status).toBe('succeeded')
    expect([stripe.netOf('pi_1'), paypal.netOf('pi_1')]).toEqual([5000, 0])
  })

  it('is refused while money is on its way', async () => {
    const { test } = await waitingAtStripe()
    await test.announce(anOrder('2', 'pm_slow'))
    const body = { paymentMethod: { provider: 'paypal', token: 'paypal' } }
    expect((await put(test, 'pi_2/attempts/2', body)).body.code).toBe('transition_refused')
  })
})
