import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { anOrder, asOrders, createTestPayments } from '../test/harness.ts'
import { ask, camille, get, paid, put } from '../test/requests.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('internal routes', () => {
  it('answer unknown, never 404', async () => {
    const test = createTestPayments()
    expect((await ask(test, 'pi_9')).body).toEqual({ paymentIntentId: 'pi_9', status: 'unknown' })
    expect((await ask(test, 'pi_9?refresh=true')).body.status).toBe('unknown')
    const retry = await put(test, 'pi_9/attempts/2', { paymentMethod: { token: 'pm_card_visa' } })
    expect([retry.status, retry.body.status]).toEqual([200, 'unknown'])
  })

  it('refuse a further attempt that names no method', async () => {
    const test = await paid('1')
    for (const body of [{}, { paymentMethod: {} }, { paymentMethod: { token: '' } }]) {
      expect((await put(test, 'pi_1/attempts/2', body)).status).toBe(400)
    }
  })

  it('ask the provider again only when told to', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_3ds'))
    test.provider.decide('pi_1', 'succeeded')
    expect((await ask(test, 'pi_1')).body).toMatchObject({
      status: 'requires_action',
      actionUrl: 'http://3ds/ref_1',
    })
    expect((await ask(test, 'pi_1?refresh=true')).body).toMatchObject({
      status: 'succeeded',
      captured: { amount: 5000 },
    })
  })

  it('try again with another method, once per number', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_unknown'))
    expect((await ask(test, 'pi_1')).body).toMatchObject({
      status: 'failed',
      failureCode: 'resource_missing',
      attempt: 1,
    })
    const retry = () => put(test, 'pi_1/attempts/2', { paymentMethod: { token: 'pm_card_visa' } })
    const [first, second] = await Promise.all([retry(), retry()])
    expect([first?.body.status, second?.body.status]).toEqual(['succeeded', 'succeeded'])
    expect(test.provider.netOf('pi_1')).toBe(5000)
    const skipped = createTestPayments()
    await skipped.announce(anOrder('1', 'pm_declined'))
    expect(
      (await put(skipped, 'pi_1/attempts/5', { paymentMethod: { token: 'pm_card_visa' } })).body
        .code,
    ).toBe('transition_refused')
  })

  it('refund lines under the id that shipping derives, once, and never more than was bought', async () => {
    const test = await paid('1')
    const gross = { amount: 5000, currency: 'EUR' }
    const unitPrice = { amount: 2500, currency: 'EUR' }
    Object.assign(test.basis, { lines: [{ sku: 'MUG', quantity: 2, unitPrice, gross }] })
    const asShipping = { ...asOrders, 'dapr-caller-app-id': 'shipping' }
    const body = { lines: [{ sku: 'MUG', quantity: 1 }], reason: 'parcel_not_delivered' }
    const give = (id: string, lines = body.lines, headers: Record<string, string> = asShipping) =>
      put(test, `pi_1/refunds/${id}`, { ...body, lines }, headers)
    const [first, second] = [await give('rf_1_p2'), await give('rf_1_p2')]
    expect([first.status, first.body.amount.amount]).toEqual([200, 2500])
    expect(second.body).toEqual(first.body)
    expect(test.provider.netOf('pi_1')).toBe(2500)
    expect((await give('rf_1_p3', [{ sku: 'MUG', quantity: 2 }])).status).toBe(400)
    expect((await give('rf_1_p4', body.lines, asOrders)).status).toBe(403)
  })

  it('cancel: refund whole, or tombstone, or release', async () => {
    const test = await paid('1')
    const body = { refundId: 'rf_1', reason: 'order cancelled' }
    const refunded = await put(test, 'pi_1/cancel', body)
    expect(refunded.body).toMatchObject({ status: 'refunded', refunded: { amount: 5000 } })
    expect((await put(test, 'pi_1/cancel', body)).body).toEqual(refunded.body)
    expect((await get(test, '/api/refunds/rf_1', camille)).body.reason).toBe('order cancelled')
    expect((await put(test, 'pi_2/cancel', body)).body).toEqual({
      paymentIntentId: 'pi_2',
      status: 'cancelled',
    })
    await test.announce(anOrder('2'))
    expect((await ask(test, 'pi_2')).body.status).toBe('cancelled')
    expect(test.provider.netOf('pi_2')).toBe(0)
  })

  it('cancel answers 503 while the provider is silent, so that it is asked again', async () => {
    const test = await paid('1')
    test.provider.silent = 'before'
    const answer = await put(test, 'pi_1/cancel', { refundId: 'rf_1', reason: 'x' })
    expect(answer.body.code).toBe('dependency_unavailable')
  })

  it('refuse callers without the token, with a forged caller, and of other services', async () => {
    const test = await paid('1')
    const { 'dapr-api-token': token, ...rest } = asOrders as Record<string, string>
    expect((await ask(test, 'pi_1', rest)).status).toBe(403)
    for (const caller of ['gateway', 'gateway, orders', '']) {
      expect(
        (await ask(test, 'pi_1', { 'dapr-api-token': token ?? '', 'dapr-caller-app-id': caller }))
          .status,
      ).toBe(403)
    }
  })
})

describe('POST /api/webhooks/stripe', () => {
  it('refuses what is not signed', async () => {
    const test = await paid('1')
    for (const headers of [{}, { 'stripe-signature': 'forged' }]) {
      const answer = await test.app.request('/api/webhooks/stripe', {
        method: 'POST',
        headers,
        body: '{}',
      })
      expect(answer.status).toBe(400)
    }
  })

  it('answers 503 while the provider is silent, so that it is sent again, and takes it in then', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_3ds'))
    test.provider.decide('pi_1', 'succeeded')
    const { retrieve } = test.provider
    const event = {
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      about: 'payment',
      paymentIntentId: 'pi_1',
      providerRef: 'ref_1',
      status: 'succeeded',
    }
    const send = async () =>
      (
        await test.app.request('/api/webhooks/stripe', {
          method: 'POST',
          headers: { 'stripe-signature': 'signed' },
          body: JSON.stringify(event),
        })
      ).status
    test.provider.retrieve = async () => {
      throw refuse('dependency_unavailable')
    }
    expect(await send()).toBe(503)
    test.provider.retrieve = retrieve
    expect(await send()).toBe(200)
    expect((await ask(test, 'pi_1')).body.status).toBe('succeeded')
  })
})

describe('the refund of a return', () => {
  const goods = {
    lines: [{ sku: 'MUG', quantity: 1 }],
    bought: [{ sku: 'MUG', quantity: 3, unitPrice: eur(1200), gross: eur(2399) }],
    ...{ shipping: 490, reason: 'returned' },
  }

  it('is given once, with the lines and the delivery in its event', async () => {
    const test = await paid('1')
    const give = () => put(test, 'pi_1/returns/rf_1_r1', goods)
    const [first, second] = await Promise.all([give(), give()])
    for (const { body } of [first, second]) {
      expect(body).toMatchObject({
        payment: { status: 'partially_refunded' },
        refund: { id: 'rf_1_r1', amount: eur(1290), shipping: eur(490), lines: goods.lines },
      })
    }
    expect(test.provider.netOf('pi_1')).toBe(5000 - 1290)
    expect(test.store.published.at(-1)?.data).toMatchObject({ shipping: eur(490) })
    expect((await get(test, '/api/refunds/rf_1_r1', camille)).body.amount).toEqual(eur(1290))
  })

  it('is none when the payment is not known, or nothing is left of it', async () => {
    const test = await paid('1')
    expect((await put(test, 'pi_9/returns/rf_9_r1', goods)).body).toEqual({
      payment: { paymentIntentId: 'pi_9', status: 'unknown' },
    })
    await put(test, 'pi_1/cancel', { refundId: 'rf_1', reason: 'x' })
    const { body } = await put(test, 'pi_1/returns/rf_1_r1', goods)
    expect(body).not.toHaveProperty('refund')
    expect(test.provider.netOf('pi_1')).toBe(0)
  })
})
