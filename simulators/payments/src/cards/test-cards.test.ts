import { describe, expect, it } from 'vitest'
import { call, dataDir, listenForWebhooks, order, start } from '../../test/harness.ts'

describe('test cases, when switched on', () => {
  const on = { SIMULATOR_TEST_CASES: 'on' }

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ])('%s is declined, and another method may follow', async (token, code, declineCode) => {
    const simulator = await start(on)
    const { status, body } = await call(simulator, '/v1/payment_intents', order(token))
    expect(status).toBe(402)
    expect(body.error).toMatchObject({ type: 'card_error', code, decline_code: declineCode })
    const { id } = body.error.payment_intent
    const retry = await call(simulator, `/v1/payment_intents/${id}/confirm`, {
      payment_method: 'pm_card_visa',
    })
    expect(retry.body).toMatchObject({ id, status: 'succeeded', last_payment_error: null })
  })

  it.each([
    ['approve', 'succeeded'],
    ['refuse', 'requires_payment_method'],
  ])('a challenge that the shopper answers with %s becomes %s', async (answer, status) => {
    const simulator = await start(on)
    const { body } = await call(
      simulator,
      '/v1/payment_intents',
      order('pm_card_authenticationRequired'),
    )
    expect(body.status).toBe('requires_action')
    const page = new URL(body.next_action.redirect_to_url.url)
    const shown = await call(simulator, page.pathname + page.search)
    expect(shown.body).toContain('19.99 EUR')
    const post = await call(simulator, `${page.pathname}/${answer}${page.search}`, {})
    expect(post.status).toBe(303)
    expect(post.headers.get('location')).toContain('http://localhost/back?order=1&payment_intent=')
    expect((await call(simulator, `/v1/payment_intents/${body.id}`)).body.status).toBe(status)
  })

  it('shows the confirmation page only to who holds its secret', async () => {
    const simulator = await start(on)
    const { body } = await call(
      simulator,
      '/v1/payment_intents',
      order('pm_card_threeDSecure2Required'),
    )
    expect((await call(simulator, `/3ds/${body.id}?secret=guess`)).status).toBe(404)
    expect((await call(simulator, `/3ds/${body.id}/approve?secret=guess`, {})).status).toBe(404)
  })

  it('a slow payment succeeds later, a restart in between notwithstanding', async () => {
    const env = { ...on, DATA_DIR: dataDir(), SIMULATOR_SLOW_SECONDS: '0.4' }
    const first = await start(env)
    const { body } = await call(first, '/v1/payment_intents', order('pm_sim_slow'))
    expect(body.status).toBe('processing')
    await first.close()
    const second = await start(env)
    const status = async () => (await call(second, `/v1/payment_intents/${body.id}`)).body.status
    await expect.poll(status).toBe('succeeded')
  })

  it('sends a webhook twice when asked', async () => {
    const hook = await listenForWebhooks()
    const simulator = await start({ ...on, WEBHOOK_URL: hook.url })
    await call(simulator, '/v1/payment_intents', order('pm_sim_duplicate_webhook'))
    await expect.poll(() => hook.received.length).toBe(2)
    expect(hook.received[0]?.id).toBe(hook.received[1]?.id)
  })

  it('sends webhooks out of order when asked', async () => {
    const hook = await listenForWebhooks()
    const simulator = await start({ ...on, WEBHOOK_URL: hook.url })
    await call(simulator, '/v1/payment_intents', order('pm_sim_out_of_order_webhook'))
    const types = () => hook.received.map((webhook) => webhook.type)
    await expect.poll(types).toEqual(['payment_intent.succeeded', 'payment_intent.processing'])
  })

  it('a refund that fails later comes back into the ledger', async () => {
    const hook = await listenForWebhooks()
    const simulator = await start({ ...on, WEBHOOK_URL: hook.url })
    const { body: paid } = await call(
      simulator,
      '/v1/payment_intents',
      order('pm_sim_refund_fails'),
    )
    const refund = await call(simulator, '/v1/refunds', { payment_intent: paid.id })
    expect(refund.body.status).toBe('succeeded')
    const read = async () => (await call(simulator, `/v1/refunds/${refund.body.id}`)).body.status
    await expect.poll(read).toBe('failed')
    expect((await call(simulator, '/ledger')).body.net.EUR).toEqual({
      charged: 1999,
      refunded: 0,
      disputed: 0,
      net: 1999,
    })
    await expect.poll(() => hook.received.map((webhook) => webhook.type)).toContain('refund.failed')
  })
})
