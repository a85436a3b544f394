import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { call, dataDir, listenForWebhooks, order, start, webhookSecret } from '../test/harness.ts'
import { signWebhook } from './webhooks/signature.ts'

describe('payment simulator', () => {
  it('says yes to every method by default, test tokens included', async () => {
    const simulator = await start()
    const { status, body } = await call(
      simulator,
      '/v1/payment_intents',
      order('pm_card_chargeDeclined'),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      object: 'payment_intent',
      status: 'succeeded',
      amount_received: 1999,
    })
    expect(body.metadata).toEqual({ order_id: 'ord_1' })
  })

  it('refuses a wrong key with 401', async () => {
    const simulator = await start()
    const answer = await call(simulator, '/v1/payment_intents', order(), { auth: 'sk_test_other' })
    expect(answer.status).toBe(401)
    expect(answer.body.error.type).toBe('invalid_request_error')
  })

  it('answers the same key and body with the same answer, and takes the money once', async () => {
    const simulator = await start()
    const calls = [1, 2, 3].map(() =>
      call(simulator, '/v1/payment_intents', order(), { key: 'pi_1:1' }),
    )
    const answers = await Promise.all(calls)
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    expect(
      answers.filter((answer) => answer.headers.get('idempotent-replayed') === 'true'),
    ).toHaveLength(2)
    expect((await call(simulator, '/ledger')).body.net).toEqual({
      EUR: { charged: 1999, refunded: 0, disputed: 0, net: 1999 },
    })
  })

  it('refuses the same key for another request', async () => {
    const simulator = await start()
    await call(simulator, '/v1/payment_intents', order(), { key: 'pi_1:1' })
    const other = await call(
      simulator,
      '/v1/payment_intents',
      { ...order(), amount: '1' },
      { key: 'pi_1:1' },
    )
    expect(other.status).toBe(400)
    expect(other.body.error.type).toBe('idempotency_error')
  })

  it('does not pin an invalid request to its key', async () => {
    const simulator = await start()
    const bad = await call(
      simulator,
      '/v1/payment_intents',
      { ...order(), amount: '1.5' },
      { key: 'k' },
    )
    expect(bad.body.error).toMatchObject({ code: 'parameter_invalid_integer', param: 'amount' })
    expect((await call(simulator, '/v1/payment_intents', order(), { key: 'k' })).status).toBe(200)
  })

  it.each([
    [{ currency: 'eur' }, 'parameter_missing', 'amount'],
    [{ amount: '5', currency: 'eur', color: 'red' }, 'parameter_unknown', 'color'],
  ])('names what is wrong with %o', async (form, code, param) => {
    const simulator = await start()
    const { status, body } = await call(
      simulator,
      '/v1/payment_intents',
      form as Record<string, string>,
    )
    expect({ status, ...body.error }).toMatchObject({ status: 400, code, param })
  })

  it('answers 404 for what does not exist', async () => {
    const simulator = await start()
    for (const path of [
      '/v1/payment_intents/pi_no',
      '/v1/refunds/re_no',
      '/v1/events/evt_no',
      '/v1/nothing',
    ]) {
      expect((await call(simulator, path)).status).toBe(404)
    }
  })

  it('keeps its books across a restart, cuts a torn line off, and remembers keys', async () => {
    const dir = dataDir()
    const first = await start({ DATA_DIR: dir })
    const paid = await call(first, '/v1/payment_intents', order(), { key: 'pi_1:1' })
    await call(first, '/v1/refunds', { payment_intent: paid.body.id, amount: '99' })
    await first.close()
    appendFileSync(join(dir, 'ledger.jsonl'), '{"intents":[{"id":"pi_torn"')

    const second = await start({ DATA_DIR: dir })
    const again = await call(second, '/v1/payment_intents', order(), { key: 'pi_1:1' })
    expect(again.body.id).toBe(paid.body.id)
    expect((await call(second, '/ledger')).body.net.EUR).toEqual({
      charged: 1999,
      refunded: 99,
      disputed: 0,
      net: 1900,
    })
    await call(second, '/v1/payment_intents', order(), { key: 'pi_2:1' })
    await second.close()
    const third = await start({ DATA_DIR: dir })
    expect((await call(third, '/ledger')).body.charges).toHaveLength(2)
  })

  it('refunds in parts, never more than was taken', async () => {
    const simulator = await start()
    const { body: paid } = await call(simulator, '/v1/payment_intents', order())
    const refund = (amount?: string) =>
      call(simulator, '/v1/refunds', { payment_intent: paid.id, ...(amount && { amount }) })
    expect((await refund('1000')).body).toMatchObject({
      object: 'refund',
      status: 'succeeded',
      amount: 1000,
    })
    expect((await refund('1000')).status).toBe(400)
    expect((await refund()).body.amount).toBe(999)
    expect((await refund()).body.error.code).toBe('charge_already_refunded')
  })

  it('refuses to cancel what has succeeded, and says what it is', async () => {
    const simulator = await start()
    const { body: paid } = await call(simulator, '/v1/payment_intents', order())
    const { status, body } = await call(simulator, `/v1/payment_intents/${paid.id}/cancel`, {})
    expect(status).toBe(400)
    expect(body.error.code).toBe('payment_intent_unexpected_state')
    expect(body.error.payment_intent.status).toBe('succeeded')
  })

  it('sends a signed webhook, and again until it is answered with 2xx', async () => {
    const hook = await listenForWebhooks([500])
    const simulator = await start({ WEBHOOK_URL: hook.url })
    await call(simulator, '/v1/payment_intents', order())
    await expect.poll(() => hook.received.length).toBe(2)
    const [first, second] = hook.received
    expect(first).toMatchObject({ type: 'payment_intent.succeeded', status: 'succeeded' })
    expect(second?.id).toBe(first?.id)
    const at = Number(second?.signature.match(/^t=(\d+),/)?.[1]) * 1000
    expect(second?.signature).toBe(signWebhook(second?.body ?? '', webhookSecret, at))
  })

  it('sends what nobody received before a restart', async () => {
    const dir = dataDir()
    const first = await start({ DATA_DIR: dir, WEBHOOK_URL: 'http://127.0.0.1:9/hook' })
    await call(first, '/v1/payment_intents', order())
    await first.close()
    const hook = await listenForWebhooks()
    await start({ DATA_DIR: dir, WEBHOOK_URL: hook.url })
    await expect
      .poll(() => hook.received.map((webhook) => webhook.type))
      .toEqual(['payment_intent.succeeded'])
  })

  it('lists events newest first, and those after a known one', async () => {
    const simulator = await start()
    await call(simulator, '/v1/payment_intents', order())
    const list = await call(simulator, '/v1/events?limit=1')
    expect(list.body).toMatchObject({
      has_more: true,
      data: [{ type: 'payment_intent.succeeded' }],
    })
    const created = await call(simulator, `/v1/events?starting_after=${list.body.data[0].id}`)
    expect(created.body.data.map((event: { type: string }) => event.type)).toEqual([
      'payment_intent.created',
    ])
    const newer = await call(simulator, `/v1/events?ending_before=${created.body.data[0].id}`)
    expect(newer.body).toMatchObject({ has_more: false, data: [{ id: list.body.data[0].id }] })
  })
})
