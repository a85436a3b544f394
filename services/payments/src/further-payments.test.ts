import { PaymentSucceeded, RefundSucceeded } from '@comptoir/contracts/payments/events'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { anOrder, appToken, createTestPayments, headersFor } from '../test/harness.ts'
import { ask, camille, get, paid, put, refund, staff, type Test } from '../test/requests.ts'
import { receiveEvent } from './provider/receive-provider-event.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const visa = { paymentMethod: { token: 'pm_card_visa' } }

const requestMore = (test: Test, body: object = {}, path = 'pi_1/further/edit1') =>
  put(test, path, { amount: eur(1500), ...body })

async function pay(test: Test, id: string, token: string, user: { id: string } = camille) {
  const answer = await test.app.request(`/api/payment-intents/${id}/attempts`, {
    method: 'POST',
    headers: {
      ...(await headersFor(user)),
      'content-type': 'application/json',
      'idempotency-key': `pay-${id}-${token}`,
    },
    body: JSON.stringify({ paymentMethod: { token } }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** An order of 50 euros, and 15 more for an edit, both taken. */
async function paidTwice() {
  const test = await paid('1')
  await requestMore(test, visa)
  return test
}

const sumsOf = async (test: Test) =>
  ((await ask(test, 'pi_1')).body as unknown as { sums: Record<string, { amount: number }> }).sums
const refundsAt = (test: Test) =>
  [...test.provider.refunds.values()].map(({ providerRef, amount, refundId }) => {
    return { providerRef, amount, refundId }
  })

describe('a further payment of an order', () => {
  it('waits for its shopper, who pays it, again after a refusal', async () => {
    const test = await paid('1')
    expect((await requestMore(test)).body).toMatchObject({
      paymentIntentId: 'pi_1_edit1',
      status: 'requires_payment_method',
      amount: eur(1500),
    })
    expect((await pay(test, 'pi_1_edit1', 'pm_declined')).body).toMatchObject({
      status: 'failed',
      purpose: 'edit1',
      failureCode: 'card_declined',
    })
    const answer = await pay(test, 'pi_1_edit1', 'pm_card_visa')
    expect(answer.body).toMatchObject({ status: 'succeeded', captured: eur(1500) })
    expect(test.provider.netOf('pi_1_edit1')).toBe(1500)
    expect(await sumsOf(test)).toMatchObject({ captured: eur(6500) })
  })

  it('is asked for once per purpose, and not with another amount', async () => {
    const test = await paid('1')
    await Promise.all([requestMore(test, visa), requestMore(test, visa)])
    await requestMore(test, visa)
    expect(test.provider.netOf('pi_1_edit1')).toBe(1500)
    const other = await requestMore(test, { amount: eur(1501) })
    expect(other.body.code).toBe('idempotency_key_reused')
    const dollars = await requestMore(
      test,
      { amount: { amount: 1, currency: 'USD' } },
      'pi_1/further/x',
    )
    expect(dollars.body.code).toBe('invalid_request')
  })

  it('says its purpose and the sums of the whole order', async () => {
    const test = await paidTwice()
    const event = test.store.published.findLast(({ type }) => type === PaymentSucceeded.type)
    expect(PaymentSucceeded.schema.parse(event?.data)).toMatchObject({
      ...{ orderId: 'ord_1', paymentIntentId: 'pi_1_edit1', purpose: 'edit1' },
      ...{ amount: eur(1500), captured: eur(6500) },
    })
  })

  it('is nobody else’s, and the first payment is paid with its order', async () => {
    const test = await paid('1')
    await requestMore(test)
    expect((await pay(test, 'pi_1_edit1', 'pm_card_visa', { id: 'usr_paul' })).status).toBe(404)
    expect((await get(test, '/api/payment-intents/pi_1_edit1', { id: 'usr_paul' })).status).toBe(
      404,
    )
    expect((await pay(test, 'pi_1', 'pm_card_visa')).body['code']).toBe('transition_refused')
    const { body } = await get(test, '/api/payment-intents/pi_1', camille)
    expect(body).toMatchObject({ further: [{ id: 'pi_1_edit1', amount: eur(1500) }] })
  })

  it('is asked for by orders only', async () => {
    const test = await paid('1')
    const headers = { ...appTokenHeaders(appToken, 'billing'), 'content-type': 'application/json' }
    const path = 'pi_1/further/edit1'
    expect((await put(test, path, { amount: eur(1) }, headers)).status).toBe(403)
    expect((await put(test, 'pi_9/further/edit1', { amount: eur(1) })).body.status).toBe('unknown')
  })

  it('is found by the webhooks of its own intent at the provider', async () => {
    const test = await paid('1')
    await requestMore(test, { paymentMethod: { token: 'pm_3ds' } })
    expect((await ask(test, 'pi_1_edit1')).body.status).toBe('requires_action')
    test.provider.decide('pi_1_edit1', 'succeeded')
    const about = { about: 'payment', paymentIntentId: 'pi_1_edit1', providerRef: 'ref_2' } as const
    await receiveEvent({ id: 'evt_1', type: 'x', ...about, status: 'succeeded' }, test)
    expect((await ask(test, 'pi_1_edit1')).body.status).toBe('succeeded')
    expect((await ask(test, 'pi_1')).body.status).toBe('succeeded')
  })
})

describe('the end of a further payment', () => {
  const cancel = (test: Test, id = 'pi_1_edit1') =>
    put(test, `${id}/cancel`, { refundId: `rf_${id.slice(3)}`, reason: 'edit_abandoned' })

  it('gives its own money back, and leaves that of the order', async () => {
    const test = await paidTwice()
    expect((await cancel(test)).body.status).toBe('refunded')
    expect([test.provider.netOf('pi_1'), test.provider.netOf('pi_1_edit1')]).toEqual([5000, 0])
    expect(await sumsOf(test)).toMatchObject({ captured: eur(6500), refundedTotal: eur(1500) })
  })

  it('is owed again when its refund fails later, until it is given back anew', async () => {
    const test = await paidTwice()
    await cancel(test)
    const [[ref = '', made] = []] = [...test.provider.refunds]
    if (made) test.provider.refunds.set(ref, { ...made, status: 'failed' })
    const about = { about: 'ledger', providerRef: 'ref_2' } as const
    await receiveEvent({ id: 'evt_9', type: 'x', ...about }, test)
    expect(await sumsOf(test)).toMatchObject({ owedTotal: eur(1500), refundedTotal: eur(0) })
    await refund(test, 'pi_1_edit1', { amount: 500 })
    expect(await sumsOf(test)).toMatchObject({ owedTotal: eur(1000), refundedTotal: eur(500) })
  })

  it('is credited by nobody, whoever gives it back anew: it was on no invoice', async () => {
    const test = await paidTwice()
    await cancel(test)
    const [[ref = '', made] = []] = [...test.provider.refunds]
    if (made) test.provider.refunds.set(ref, { ...made, status: 'failed' })
    test.provider.refunds.set('re_dash', {
      ...{ status: 'succeeded', amount: 200, providerRef: 'ref_2' },
    })
    const about = { about: 'ledger', providerRef: 'ref_2' } as const
    await receiveEvent({ id: 'evt_9', type: 'x', ...about }, test)
    const { body } = await refund(test, 'pi_1_edit1', { amount: 500 })
    expect(body).toMatchObject({ origin: 'staff', uninvoiced: true })
    const told = test.store.published.filter(({ type }) => type === RefundSucceeded.type)
    const facts = told.map(({ data }) => RefundSucceeded.schema.parse(data))
    expect(facts.slice(1)).toMatchObject([
      { amount: eur(200), origin: 'provider', uninvoiced: true, creditTotal: eur(0) },
      { amount: eur(500), origin: 'staff', uninvoiced: true, creditTotal: eur(0) },
    ])
    expect(await sumsOf(test)).toMatchObject({ owedTotal: eur(800), refundedTotal: eur(700) })
  })

  it('that goes with its order was invoiced', async () => {
    const test = await paidTwice()
    await cancel(test, 'pi_1')
    const told = test.store.published.filter(({ type }) => type === RefundSucceeded.type)
    const facts = told.map(({ data }) => RefundSucceeded.schema.parse(data))
    expect(facts.map(({ refundId, uninvoiced }) => [refundId, uninvoiced])).toEqual([
      ['rf_1', undefined],
      ['rf_1_2', undefined],
    ])
  })

  it('says what is left of it when the provider refuses the refund, and nothing once one is made', async () => {
    const test = await paidTwice()
    test.provider.decide('pi_1_edit1', 'failed')
    expect((await cancel(test)).body).toMatchObject({ status: 'succeeded', refundable: eur(1500) })
    test.provider.decide('pi_1_edit1', 'succeeded')
    expect((await cancel(test)).body).toMatchObject({ status: 'refunded', refundable: eur(0) })
  })

  it('comes before its beginning: it is never charged then', async () => {
    const test = await paid('1')
    expect((await cancel(test)).body.status).toBe('cancelled')
    expect((await requestMore(test, visa)).body.status).toBe('cancelled')
    expect(test.provider.netOf('pi_1_edit1')).toBe(0)
    expect((await cancel(test, 'pi_7_edit1')).body.status).toBe('unknown')
    expect(await test.payments.get('pi_7')).toBeUndefined()
  })

  it('gives back what comes too late, and nothing else', async () => {
    const test = await paid('1')
    await requestMore(test, { paymentMethod: { token: 'pm_slow' } })
    expect((await cancel(test)).body.status).toBe('cancelled')
    test.provider.decide('pi_1_edit1', 'succeeded')
    const about = { about: 'payment', paymentIntentId: 'pi_1_edit1', providerRef: 'ref_2' } as const
    await receiveEvent({ id: 'evt_1', type: 'x', ...about, status: 'succeeded' }, test)
    expect(refundsAt(test)).toEqual([
      { providerRef: 'ref_2', amount: 1500, refundId: 'rf_1_edit1_late' },
    ])
  })

  it('comes with the end of the order: all money goes back, all open intents are given up', async () => {
    const test = await paidTwice()
    await put(test, 'pi_1/further/edit2', { amount: eur(300) })
    const { body } = await cancel(test, 'pi_1')
    expect(body).toMatchObject({ status: 'refunded', sums: { refundedTotal: eur(6500) } })
    expect(refundsAt(test)).toEqual([
      { providerRef: 'ref_1', amount: 5000, refundId: 'rf_1' },
      { providerRef: 'ref_2', amount: 1500, refundId: 'rf_1_2' },
    ])
    expect((await ask(test, 'pi_1_edit2')).body.status).toBe('cancelled')
    await cancel(test, 'pi_1')
    expect(refundsAt(test)).toHaveLength(2)
  })
})

describe('a refund over several captures', () => {
  it('stays in one piece while one capture can bear it: the largest', async () => {
    const test = await paidTwice()
    await refund(test, 'pi_1', { amount: 1500 })
    expect(refundsAt(test)).toMatchObject([{ providerRef: 'ref_1', amount: 1500 }])
  })

  it('is cut where none can, its lines with the first part', async () => {
    const test = await paidTwice()
    const { body } = await refund(test, 'pi_1', { amount: 6000 })
    expect(body).toMatchObject({ amount: eur(5000), paymentIntentId: 'pi_1', status: 'succeeded' })
    expect(refundsAt(test)).toMatchObject([
      { providerRef: 'ref_1', amount: 5000 },
      { providerRef: 'ref_2', amount: 1000, refundId: `${body.id}_2` },
    ])
    expect((await refund(test, 'pi_1', { amount: 6000 })).body.id).toBe(body.id)
    expect(refundsAt(test)).toHaveLength(2)
    const tooMuch = await refund(test, 'pi_1', { amount: 501 }, staff, 'another-key')
    expect(tooMuch.body).toMatchObject({ code: 'refund_too_large', refundable: eur(500) })
  })

  it('goes back from the further payment alone when that is named', async () => {
    const test = await paidTwice()
    const { body } = await refund(test, 'pi_1_edit1', {})
    expect(body).toMatchObject({ amount: eur(1500), paymentIntentId: 'pi_1_edit1' })
    expect(refundsAt(test)).toMatchObject([{ providerRef: 'ref_2', amount: 1500 }])
    const more = await refund(test, 'pi_1_edit1', { amount: 1 }, staff, 'another-key')
    expect(more.body.code).toBe('refund_too_large')
  })

  it('is taken in from the ledger of either capture', async () => {
    const test = await paidTwice()
    const made = { status: 'succeeded', amount: 700 } as const
    test.provider.refunds.set('re_dash', { ...made, providerRef: 'ref_2' })
    await receiveEvent({ id: 'evt_9', type: 'x', about: 'ledger', providerRef: 'ref_2' }, test)
    expect(await sumsOf(test)).toMatchObject({ refundedTotal: eur(700) })
    const { body } = await get(test, '/api/refunds/rf_1_re_dash', camille)
    expect(body).toMatchObject({ paymentIntentId: 'pi_1_edit1', amount: eur(700) })
  })
})

it('a further payment whose answer was lost is asked for again, with the same key', async () => {
  const test = createTestPayments()
  await test.announce(anOrder('1'))
  test.provider.silent = 'after'
  expect((await requestMore(test, visa)).status).toBe(503)
  test.provider.silent = 'no'
  expect((await requestMore(test, visa)).body.status).toBe('succeeded')
  expect(test.provider.netOf('pi_1_edit1')).toBe(1500)
})
