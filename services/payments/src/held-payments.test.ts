import { OrderPartiallyShipped, OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments, headersFor } from '../test/harness.ts'
import { heldUntil } from '../test/memory-provider.ts'
import { ask, camille, expire, get, put, staff, type Test } from '../test/requests.ts'
import { warnOfExpiries } from './payment/resume-payments.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const fact = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'cart_1' }
const cancel = { refundId: 'rf_1', reason: 'order_cancelled' }

/** An order of 50 euros whose money is held. */
async function held() {
  const test = createTestPayments('shipping')
  await test.announce(anOrder('1'))
  return test
}
const leave = (test: Test) => test.deliver(OrderShipped, fact)
const statusOf = async (test: Test, id = 'pi_1') => (await ask(test, id)).body.status
const lastEvents = (test: Test, count = 1) => test.eventNames().slice(-count)

async function captureBy(test: Test, user: Parameters<typeof headersFor>[0], id = 'pi_1') {
  const path = `/api/payment-intents/${id}/capture`
  const headers = await headersFor(user)
  const answer = await test.app.request(path, { method: 'POST', headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('a payment whose money is taken when a parcel leaves', () => {
  it('is taken at once where goods have left, as for an exchange', async () => {
    const test = await held()
    await leave(test)
    const paymentMethod = { token: 'pm_card_visa' }
    const body = { amount: eur(500), takeNow: true, paymentMethod }
    const answer = await put(test, 'pi_1/further/x1', body)
    expect(answer.body).toMatchObject({ paymentIntentId: 'pi_1_x1', status: 'succeeded' })
    expect(test.provider.netOf('pi_1_x1')).toBe(500)
  })

  it('is authorised: nothing is taken, and it says until when it can be', async () => {
    const test = await held()
    expect(test.provider.netOf('pi_1')).toBe(0)
    const { body } = await get(test, '/api/payment-intents/pi_1', camille)
    expect(body).toMatchObject({
      ...{ status: 'authorised', captureAt: 'shipping', authorisedUntil: heldUntil },
      ...{ authorised: eur(5000), captured: eur(0), refundable: eur(0) },
    })
    expect(test.eventNames()).toEqual(['payment-intent-created', 'payment-authorised'])
  })

  it('is taken once with the first parcel, whatever is told of others, twice', async () => {
    const test = await held()
    await test.deliver(OrderPartiallyShipped, fact)
    expect(await statusOf(test)).toBe('succeeded')
    for (const _ of [1, 2]) await leave(test)
    expect(test.provider.netOf('pi_1')).toBe(5000)
    expect(lastEvents(test, 2)).toEqual(['payment-authorised', 'payment-succeeded'])
  })

  it.each(['before', 'after'] as const)(
    'is taken once when the provider falls silent %s it took the money',
    async (when) => {
      const test = await held()
      test.provider.silent = when
      await expect(leave(test)).rejects.toThrow()
      test.provider.silent = 'no'
      await leave(test)
      expect(await statusOf(test)).toBe('succeeded')
      expect(test.provider.netOf('pi_1')).toBe(5000)
    },
  )

  it('is taken at once where that is the setting, and parcels that leave change nothing', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1'))
    const { version } = (await test.payments.get('pi_1')) ?? {}
    await leave(test)
    expect((await test.payments.get('pi_1'))?.version).toBe(version)
    expect(test.provider.netOf('pi_1')).toBe(5000)
  })

  it('is let go when its order is cancelled before: no refund, no money moved', async () => {
    const test = await held()
    const { body } = await put(test, 'pi_1/cancel', cancel)
    expect(body.status).toBe('cancelled')
    await leave(test)
    expect([await statusOf(test), test.provider.netOf('pi_1')]).toEqual(['cancelled', 0])
    expect([...test.provider.refunds]).toEqual([])
    expect(lastEvents(test)).toEqual(['payment-cancelled'])
  })

  it('goes back when it was taken after its order was cancelled', async () => {
    const test = await held()
    let ending: Promise<unknown> | undefined
    test.provider.meanwhile = async () => {
      ending = put(test, 'pi_1/cancel', cancel)
      await expect.poll(() => statusOf(test)).toBe('cancelled')
    }
    await leave(test)
    await ending
    expect(test.provider.netOf('pi_1')).toBe(0)
    expect([...test.provider.refunds.values()]).toMatchObject([{ amount: 5000 }])
  })

  it('is taken by staff before anything leaves, and by nobody else', async () => {
    const test = await held()
    expect((await captureBy(test, camille)).status).toBe(403)
    const { body } = await captureBy(test, staff)
    expect(body).toMatchObject({ status: 'succeeded', captured: eur(5000) })
    expect((await captureBy(test, staff)).body).toMatchObject({ captured: eur(5000) })
    expect((await captureBy(test, staff, 'pi_2')).status).toBe(404)
    await put(test, 'pi_1/cancel', cancel)
    const failed = createTestPayments('shipping')
    await failed.announce(anOrder('1', 'pm_declined'))
    expect((await captureBy(failed, staff)).status).toBe(409)
  })
})

describe('held money whose time is over', () => {
  it('is told of once, a day before', async () => {
    const test = await held()
    const at = (hours: number) => {
      test.store.clock.nowMs = Date.parse(heldUntil) - hours * 3_600_000
    }
    at(24.1)
    expect(await warnOfExpiries(test)).toBe(0)
    at(23.9)
    expect([await warnOfExpiries(test), await warnOfExpiries(test)]).toEqual([1, 0])
    expect(lastEvents(test)).toEqual(['payment-authorisation-expiring'])
    await leave(test)
    expect(await statusOf(test)).toBe('succeeded')
  })

  it('is told of no more once it was taken', async () => {
    const test = await held()
    await leave(test)
    test.store.clock.nowMs = Date.parse(heldUntil)
    expect(await warnOfExpiries(test)).toBe(0)
  })

  it('is cancelled, and says why', async () => {
    const test = await held()
    await expire(test)
    expect(await statusOf(test)).toBe('cancelled')
    const { type, data } = test.store.published.at(-1) ?? {}
    expect(type).toContain('payment-cancelled')
    expect(data).toMatchObject({ reason: 'expired' })
  })

  it('cannot be taken when a parcel leaves all the same: nothing is shown as paid', async () => {
    const test = await held()
    const intent = test.provider.intents.get('ref_1')
    if (intent) intent.report = { status: 'cancelled', providerRef: 'ref_1' }
    await leave(test)
    expect([await statusOf(test), test.provider.netOf('pi_1')]).toEqual(['cancelled', 0])
  })
})

describe('an edit of an order whose money is held', () => {
  const cheaper = (amount: number) =>
    put(createdBy, 'pi_1/edit-refunds/rf_1_edit1', { amount: eur(amount), reason: 'order_edited' })
  let createdBy: Test

  it('that makes it cheaper takes less, once, and refunds nothing', async () => {
    createdBy = await held()
    for (const _ of [1, 2]) await cheaper(1500)
    const { body } = await get(createdBy, '/api/payment-intents/pi_1', camille)
    expect(body).toMatchObject({ authorised: eur(3500), refunds: [] })
    await leave(createdBy)
    expect(createdBy.provider.netOf('pi_1')).toBe(3500)
    expect([...createdBy.provider.refunds]).toEqual([])
  })

  it('that makes it dearer holds more, and all is taken together', async () => {
    const test = await held()
    const paymentMethod = { token: 'pm_card_visa' }
    const more = { amount: eur(1500), paymentMethod }
    expect((await put(test, 'pi_1/further/edit1', more)).body.status).toBe('authorised')
    await leave(test)
    expect([test.provider.netOf('pi_1'), test.provider.netOf('pi_1_edit1')]).toEqual([5000, 1500])
    expect(await statusOf(test, 'pi_1_edit1')).toBe('succeeded')
  })
})
