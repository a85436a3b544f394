import { describe, expect, it } from 'vitest'
import { call, dataDir, listenForWebhooks, order, secretKey, start } from '../../test/harness.ts'
import type { Simulator } from '../simulator.ts'

const on = { SIMULATOR_TEST_CASES: 'on', SIMULATOR_DISPUTE_SECONDS: '0.2' }

async function pay(simulator: Simulator, token?: string) {
  return (await call(simulator, '/v1/payment_intents', order(token))).body
}

const refund = (simulator: Simulator, form: Record<string, string>) =>
  call(simulator, '/v1/refunds', form)

async function typesAfter(received: { type: string }[], count: number) {
  await expect.poll(() => received.length).toBe(count)
  return received.map(({ type }) => type).sort()
}

async function sums(simulator: Simulator) {
  return (await call(simulator, '/ledger')).body.net.EUR
}

describe('a refund from the dashboard', () => {
  it('needs only the key, and tells of itself as Stripe does', async () => {
    const hook = await listenForWebhooks()
    const simulator = await start({ WEBHOOK_URL: hook.url })
    const paid = await pay(simulator)
    const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`
    const made = await fetch(`${simulator.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ payment_intent: paid.id, amount: '500' }),
    })
    expect(made.status).toBe(200)
    expect(await typesAfter(hook.received, 4)).toEqual([
      'charge.refunded',
      'payment_intent.succeeded',
      'refund.created',
      'refund.updated',
    ])
    const charge = JSON.parse(
      hook.received.find(({ type }) => type === 'charge.refunded')?.body ?? '',
    )
    expect(charge.data.object).toMatchObject({
      object: 'charge',
      amount_refunded: 500,
      refunded: false,
      payment_intent: paid.id,
      metadata: { order_id: 'ord_1' },
    })
  })

  it('may name the charge instead of the intent, but must name one', async () => {
    const simulator = await start()
    const paid = await pay(simulator)
    expect((await refund(simulator, { charge: paid.latest_charge })).body.amount).toBe(1999)
    expect((await refund(simulator, { amount: '1' })).status).toBe(400)
    expect((await refund(simulator, { charge: 'ch_no' })).status).toBe(404)
  })

  it('stands in the ledger under the ids that the shop gave its payment', async () => {
    const simulator = await start()
    const paid = await pay(simulator)
    await refund(simulator, { payment_intent: paid.id })
    const { body } = await call(simulator, '/ledger')
    expect(body.refunds).toMatchObject([{ kind: 'refund', metadata: { order_id: 'ord_1' } }])
  })

  it('that is pending moves money only once it is settled', async () => {
    const simulator = await start(on)
    const paid = await pay(simulator, 'pm_card_pendingRefund')
    const { body } = await refund(simulator, { payment_intent: paid.id })
    expect(body.status).toBe('pending')
    expect((await sums(simulator)).refunded).toBe(0)
    await expect.poll(async () => (await sums(simulator)).refunded).toBe(1999)
  })

  it.each(['pm_card_visa', 'pm_card_pendingRefund'])('of %s can be made to fail', async (token) => {
    const hook = await listenForWebhooks()
    const simulator = await start({ ...on, WEBHOOK_URL: hook.url })
    const paid = await pay(simulator, token)
    const { body } = await refund(simulator, { payment_intent: paid.id })
    const failed = await call(simulator, `/refunds/${body.id}/fail`, {})
    expect(failed.body).toMatchObject({ status: 'failed', failure_reason: expect.any(String) })
    expect((await call(simulator, `/refunds/${body.id}/fail`, {})).status).toBe(400)
    expect(await sums(simulator)).toMatchObject({ refunded: 0, net: 1999 })
    const types = () => hook.received.map(({ type }) => type)
    await expect.poll(types).toContain('charge.refund.updated')
    expect(types()).toContain('refund.failed')
    expect((await refund(simulator, { payment_intent: paid.id })).status).toBe(200)
  })
})

describe('lists', () => {
  it('page through the refunds of one intent in both directions', async () => {
    const simulator = await start()
    const paid = await pay(simulator)
    await refund(simulator, { payment_intent: (await pay(simulator)).id })
    const made: string[] = []
    for (const amount of ['1', '2', '3']) {
      made.unshift((await refund(simulator, { payment_intent: paid.id, amount })).body.id)
    }
    const page = async (query: string) => {
      const { body } = await call(simulator, `/v1/refunds?payment_intent=${paid.id}&${query}`)
      return { more: body.has_more, ids: body.data.map(({ id }: { id: string }) => id) }
    }
    expect(await page('limit=2')).toEqual({ more: true, ids: made.slice(0, 2) })
    expect(await page(`starting_after=${made[1]}`)).toEqual({ more: false, ids: made.slice(2) })
    expect(await page(`ending_before=${made[2]}&limit=1`)).toEqual({ more: true, ids: [made[1]] })
    const charge = await call(simulator, `/v1/refunds?charge=${paid.latest_charge}`)
    expect(charge.body.data).toHaveLength(3)
  })

  it('show charges with what went back, and what was made since a time', async () => {
    const simulator = await start()
    const paid = await pay(simulator)
    await refund(simulator, { payment_intent: paid.id })
    const { body } = await call(simulator, `/v1/charges?payment_intent=${paid.id}`)
    expect(body.data).toMatchObject([{ id: paid.latest_charge, amount: 1999, refunded: true }])
    const at = body.data[0].created
    const since = async (from: number) =>
      (await call(simulator, `/v1/charges?created[gte]=${from}`)).body.data.length
    expect([await since(at), await since(at + 60)]).toEqual([1, 0])
  })

  it.each(['refunds', 'disputes', 'charges', 'events'])(
    'refuse what %s does not know',
    async (name) => {
      const simulator = await start()
      expect((await call(simulator, `/v1/${name}?color=red`)).body.error.param).toBe('color')
      expect((await call(simulator, `/v1/${name}?starting_after=x_no`)).status).toBe(404)
    },
  )
})

describe('a dispute', () => {
  it.each([
    ['pm_card_createDispute', 'fraudulent'],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received'],
  ])(
    'that %s asks for takes the money, restarts in between notwithstanding',
    async (token, reason) => {
      const env = { ...on, DATA_DIR: dataDir(), SIMULATOR_DISPUTE_SECONDS: '0.4' }
      const first = await start(env)
      const paid = await pay(first, token)
      expect(paid.status).toBe('succeeded')
      await first.close()
      const hook = await listenForWebhooks()
      const second = await start({ ...env, WEBHOOK_URL: hook.url })
      await expect.poll(async () => (await sums(second)).net).toBe(0)
      const { body } = await call(second, `/v1/disputes?payment_intent=${paid.id}`)
      expect(body.data).toMatchObject([{ amount: 1999, reason, status: 'needs_response' }])
      expect(await typesAfter(hook.received, 3)).toEqual([
        'charge.dispute.created',
        'charge.dispute.funds_withdrawn',
        'payment_intent.succeeded',
      ])
    },
  )

  it.each([
    ['winning_evidence', 'won', 1999, ['charge.dispute.closed', 'charge.dispute.funds_reinstated']],
    ['losing_evidence', 'lost', 0, ['charge.dispute.closed']],
  ])('ends by %s: %s', async (text, status, net, types) => {
    const hook = await listenForWebhooks()
    const simulator = await start({ WEBHOOK_URL: hook.url })
    const paid = await pay(simulator)
    const { body } = await call(simulator, '/disputes', { payment_intent: paid.id })
    expect((await refund(simulator, { payment_intent: paid.id })).body.error.code).toBe(
      'charge_disputed',
    )
    const form = { 'evidence[uncategorized_text]': text }
    const ended = await call(simulator, `/v1/disputes/${body.id}`, form)
    expect(ended.body).toMatchObject({ object: 'dispute', status })
    expect((await sums(simulator)).net).toBe(net)
    expect((await call(simulator, `/v1/disputes/${body.id}/close`, {})).status).toBe(400)
    expect((await refund(simulator, { payment_intent: paid.id })).status).toBe(
      net === 0 ? 400 : 200,
    )
    await expect
      .poll(() => hook.received.map(({ type }) => type))
      .toEqual(expect.arrayContaining(types))
  })

  it('may be about a part, once, and is lost when the shop gives in', async () => {
    const simulator = await start()
    const paid = await pay(simulator)
    const open = (amount: string) =>
      call(simulator, '/disputes', { payment_intent: paid.id, amount, reason: 'duplicate' })
    expect((await open('2000')).status).toBe(400)
    const { body } = await open('999')
    expect((await open('1')).status).toBe(400)
    expect((await call(simulator, `/v1/disputes/${body.id}/close`, {})).body.status).toBe('lost')
    expect(await sums(simulator)).toEqual({ charged: 1999, refunded: 0, disputed: 999, net: 1000 })
  })

  it('that is only an inquiry moves no money', async () => {
    const simulator = await start(on)
    const paid = await pay(simulator, 'pm_card_createDisputeInquiry')
    const list = async () =>
      (await call(simulator, `/v1/disputes?payment_intent=${paid.id}`)).body.data
    await expect.poll(list).toMatchObject([{ status: 'warning_needs_response' }])
    expect((await sums(simulator)).net).toBe(1999)
    expect((await refund(simulator, { payment_intent: paid.id })).status).toBe(200)
  })
})

describe('what the simulator tells', () => {
  it.each(['/ledger', '/v1/refunds', '/v1/disputes'])('%s only with its key', async (path) => {
    const simulator = await start()
    expect((await call(simulator, path, undefined, { auth: 'sk_test_other' })).status).toBe(401)
    expect((await fetch(simulator.url + path)).status).toBe(401)
    expect((await call(simulator, path)).status).toBe(200)
  })

  it.each([
    ['pm_card_visa', { brand: 'visa', last4: '4242', wallet: null }],
    ['pm_card_mastercard', { brand: 'mastercard', last4: '4444', wallet: null }],
    ['pm_sim_apple_pay', { brand: 'visa', wallet: { type: 'apple_pay' } }],
    ['constructor', { brand: 'visa' }],
  ])('of the method behind %s when its charge is asked for', async (token, card) => {
    const simulator = await start(on)
    const expanded = { ...order(token), 'expand[0]': 'latest_charge' }
    const { body } = await call(simulator, '/v1/payment_intents', expanded)
    expect(body.latest_charge).toMatchObject({ payment_method_details: { type: 'card', card } })
    const again = await call(simulator, `/v1/payment_intents/${body.id}?expand[]=latest_charge`)
    expect(again.body.latest_charge).toEqual(body.latest_charge)
    const wrong = await call(simulator, `/v1/payment_intents/${body.id}?expand[]=review`)
    expect(wrong.status).toBe(400)
  })

  it('by webhook is nothing when the token asks for lost webhooks; the list has it', async () => {
    const hook = await listenForWebhooks()
    const simulator = await start({ ...on, WEBHOOK_URL: hook.url })
    const silent = await pay(simulator, 'pm_sim_no_webhook')
    await refund(simulator, { payment_intent: silent.id })
    await pay(simulator)
    expect(await typesAfter(hook.received, 1)).toEqual(['payment_intent.succeeded'])
    const { body } = await call(simulator, '/v1/events?type=refund.created')
    expect(body.data).toHaveLength(1)
  })
})
