import { describe, expect, it } from 'vitest'
import { anOrder } from '../test/harness.ts'
import { camille, get, paid, put, refund, staff } from '../test/requests.ts'

describe('GET /api/payment-intents/{id}', () => {
  it('shows a payment to its owner and to staff', async () => {
    const test = await paid('1')
    for (const user of [camille, staff]) {
      const { status, body, headers } = await get(test, '/api/payment-intents/pi_1', user)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        status: 'succeeded',
        captured: { amount: 5000, currency: 'EUR' },
        refundable: { amount: 5000 },
        attempts: [{ number: 1, token: 'pm_card_visa' }],
        paymentMethod: { type: 'card', brand: 'visa', last4: '4242' },
      })
      expect(headers.get('etag')).toBeTruthy()
    }
  })

  it('is 404 for anyone else, and for a tombstone; 401 without a token', async () => {
    const test = await paid('1')
    await put(test, 'pi_2/cancel', { refundId: 'rf_2', reason: 'x' })
    expect((await get(test, '/api/payment-intents/pi_1', { id: 'usr_other' })).status).toBe(404)
    expect((await get(test, '/api/payment-intents/pi_2', staff)).status).toBe(404)
    expect((await get(test, '/api/payment-intents/pi_1')).status).toBe(401)
  })
})

describe('GET /api/payment-methods', () => {
  it('tells everyone how one can pay', async () => {
    const { status, body } = await get(await paid(), '/api/payment-methods')
    expect(status).toBe(200)
    const card = {
      provider: 'stripe',
      mode: 'simulator',
      publishableKey: 'pk_test_of_the_tests',
      methods: [{ type: 'card' }],
      currencies: ['EUR'],
    }
    expect(body).toEqual({ ...card, offers: [card] })
  })
})

describe('GET /api/payment-intents', () => {
  it("lists one's own, newest first, by pages; staff see everyone's", async () => {
    const test = await paid('1', '2', '3')
    const first = await get(test, '/api/payment-intents?limit=2', camille)
    expect(first.body.items.map((item: { id: string }) => item.id)).toEqual(['pi_3', 'pi_2'])
    const rest = await get(
      test,
      `/api/payment-intents?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`,
      camille,
    )
    expect(rest.body.items.map((item: { id: string }) => item.id)).toEqual(['pi_1'])
    expect((await get(test, '/api/payment-intents', { id: 'usr_other' })).body.items).toEqual([])
    expect((await get(test, '/api/payment-intents', staff)).body.items).toHaveLength(3)
  })

  it('filters by status, order and, for staff, user', async () => {
    const test = await paid('1')
    await test.announce(anOrder('2', 'pm_declined'))
    const idsOf = async (query: string, user: typeof staff | typeof camille = staff) =>
      (await get(test, `/api/payment-intents?${query}`, user)).body.items.map(
        (item: { id: string }) => item.id,
      )
    expect(await idsOf('status=failed')).toEqual(['pi_2'])
    expect(await idsOf('orderId=ord_1')).toEqual(['pi_1'])
    expect(await idsOf('userId=usr_nobody')).toEqual([])
    expect(await idsOf('userId=usr_nobody', camille)).toEqual(['pi_2', 'pi_1'])
    expect((await get(test, '/api/payment-intents?status=unknown', staff)).status).toBe(400)
  })
})

describe('POST /api/payment-intents/{id}/refunds', () => {
  it('gives a part back, then the rest', async () => {
    const test = await paid('1')
    const part = await refund(test, 'pi_1', { amount: 1500 })
    expect(part.status).toBe(201)
    expect(part.body).toMatchObject({
      status: 'succeeded',
      amount: { amount: 1500 },
      orderId: 'ord_1',
    })
    expect((await refund(test, 'pi_1', {}, staff, 'key-of-rest')).body.amount.amount).toBe(3500)
    expect((await get(test, '/api/payment-intents/pi_1', camille)).body.status).toBe('refunded')
    expect(test.provider.netOf('pi_1')).toBe(0)
  })

  it('happens once per key: the same answer again, 422 for another body', async () => {
    const test = await paid('1')
    const first = await refund(test, 'pi_1', { amount: 1500 })
    const again = await refund(test, 'pi_1', { amount: 1500 })
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await refund(test, 'pi_1', { amount: 1 })).body.code).toBe('idempotency_key_reused')
    expect(test.provider.netOf('pi_1')).toBe(3500)
  })

  it('is the same refund even when the memory of keys was lost', async () => {
    const test = await paid('1')
    const first = await refund(test, 'pi_1', { amount: 1500 })
    test.store.clock.nowMs += 30 * 3_600_000
    expect((await refund(test, 'pi_1', { amount: 1500 })).body.id).toBe(first.body.id)
    expect(test.provider.netOf('pi_1')).toBe(3500)
  })

  it('refuses more than was taken with 409, and says what is left', async () => {
    const test = await paid('1')
    await refund(test, 'pi_1', { amount: 4000 })
    const { status, body } = await refund(test, 'pi_1', { amount: 1001 }, staff, 'another-key')
    expect({ http: status, ...body }).toMatchObject({
      http: 409,
      code: 'refund_too_large',
      refundable: { amount: 1000 },
    })
  })

  it('never gives more than was taken when many ask at once', async () => {
    const test = await paid('1')
    const asked = Array.from({ length: 12 }, (_, n) =>
      refund(test, 'pi_1', { amount: 1500 }, staff, `key-number-${n}`),
    )
    const answers = await Promise.all(asked)
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3)
    expect(test.provider.netOf('pi_1')).toBe(500)
  })

  it('answers pending when the provider is silent, and the promise is kept later', async () => {
    const test = await paid('1')
    test.provider.silent = 'before'
    const { status, body } = await refund(test, 'pi_1', {})
    expect([status, body.status]).toEqual([201, 'pending'])
    test.provider.silent = 'no'
    await test.settlement.refresh('pi_1')
    expect((await get(test, `/api/refunds/${body.id}`, camille)).body.status).toBe('succeeded')
  })

  it('is for staff, with a key, of a payment that took money', async () => {
    const test = await paid('1')
    await test.announce(anOrder('2', 'pm_declined'))
    expect((await refund(test, 'pi_1', {}, camille)).status).toBe(403)
    expect((await refund(test, 'pi_1', {}, staff, 'short')).status).toBe(400)
    expect((await refund(test, 'pi_1', { amount: 0 })).status).toBe(400)
    expect((await refund(test, 'pi_2', {})).body.code).toBe('transition_refused')
    expect((await refund(test, 'pi_none', {})).status).toBe(404)
  })
})

describe('GET /api/refunds/{id}', () => {
  it('is for the owner and staff', async () => {
    const test = await paid('1')
    const { body } = await refund(test, 'pi_1', { amount: 10 })
    expect((await get(test, `/api/refunds/${body.id}`, camille)).body.id).toBe(body.id)
    expect((await get(test, `/api/refunds/${body.id}`, { id: 'usr_other' })).status).toBe(404)
    expect((await get(test, '/api/refunds/rf_1_none', staff)).status).toBe(404)
    expect((await get(test, `/api/refunds/${body.id}`)).status).toBe(401)
  })
})
