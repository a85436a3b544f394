import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, paypalWorld, stripeWorld, type World } from '../../test/conformance/worlds.ts'
import { anOrder, createPaymentsOver } from '../../test/harness.ts'
import { ask, put } from '../../test/requests.ts'
import type { Report } from '../payment/payment.ts'
import { readMissedEvents } from '../payment/resume-payments.ts'

/** Every provider's adapter over its simulator: the same claims for all of them. */
describe.each([
  ['stripe', stripeWorld],
  ['paypal', paypalWorld],
] as const)('the %s adapter', (name, start) => {
  let world: World
  let test: ReturnType<typeof createPaymentsOver>
  let webhooks: Listener
  const heard: number[] = []

  beforeAll(async () => {
    const fetch = async (request: Request) => {
      const answer = await test.app.fetch(request)
      heard.push(answer.status)
      return answer
    }
    webhooks = await listen({ fetch }, { port: 0, host: '127.0.0.1' })
    world = await start(`http://127.0.0.1:${webhooks.port}/api/webhooks/${name}`)
    test = createPaymentsOver(world.provider, name)
  })
  afterAll(async () => {
    await world.stop()
    await webhooks.close()
  })

  let orders = 0
  function submission(amount = 5000, currency = 'EUR') {
    orders += 1
    const id = `${name}${orders}`
    return { paymentIntentId: `pi_${id}`, orderId: `ord_${id}`, amount, currency, attempt: 1 }
  }

  /** Through the port alone: submitted, approved where that is needed, and completed. */
  async function pay(course: Course, asked = submission()): Promise<Report> {
    const report = await world.provider.submit({ ...asked, token: world.tokenFor(course) })
    if (report.status !== 'requires_action') return report
    await world.approve(report, course)
    const approved = await world.provider.retrieve(report.providerRef)
    if (approved.status !== 'approved') return approved
    return await world.provider.complete(approved.providerRef)
  }

  /** Through the service: announced, and decided by the shopper and by webhooks. */
  async function announce(course: Course): Promise<string> {
    orders += 1
    const id = `${name}${orders}`
    const order = anOrder(id, world.tokenFor(course))
    await test.announce({ ...order, paymentMethod: { ...order.paymentMethod, provider: name } })
    const { body } = await ask(test, `pi_${id}`)
    const { actionUrl, status } = body as unknown as { actionUrl: string; status: string }
    if (status === 'requires_action') {
      await world.approve({ status, actionUrl, providerRef: '' }, course)
    }
    return `pi_${id}`
  }
  const statusOf = async (id: string) => (await ask(test, id)).body.status
  const within = { timeout: 10_000, interval: 100 }

  it('takes the money once, however often each step is repeated', async () => {
    const asked = submission()
    const token = world.tokenFor('accept')
    const [first, again] = await Promise.all([
      world.provider.submit({ ...asked, token }),
      world.provider.submit({ ...asked, token }),
    ])
    expect(again).toEqual(first)
    if (first.status === 'requires_action') {
      await world.approve(first, 'accept')
      const { providerRef } = first
      const done = await Promise.all([1, 2].map(() => world.provider.complete(providerRef)))
      expect(done).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }])
    }
    const report = await world.provider.retrieve(first.providerRef ?? '')
    expect(report).toMatchObject({ status: 'succeeded', captured: 5000 })
    expect(await world.netOf(asked.paymentIntentId)).toBe(5000)
  })

  it('reports a refusal as a value, and takes the next attempt', async () => {
    const asked = submission()
    const refused = await pay('decline', asked)
    expect(refused).toMatchObject({ status: 'failed', failureCode: expect.any(String) })
    const { providerRef } = refused
    const next = { ...asked, attempt: 2, ...(providerRef && { providerRef }) }
    const report = await pay('accept', next)
    expect(report).toMatchObject({ status: 'succeeded', captured: 5000 })
    expect(await world.netOf(asked.paymentIntentId)).toBe(5000)
  })

  it('says where the shopper confirms, who comes back to the shop after a refusal', async () => {
    const report = await world.challenge(submission())
    expect(report).toMatchObject({ status: 'requires_action', actionUrl: expect.any(String) })
    const actionUrl = report.status === 'requires_action' ? report.actionUrl : ''
    expect(await world.refuse(actionUrl)).toContain(`/orders/ord_${name}${orders}/payment-return`)
    expect(await world.netOf(`pi_${name}${orders}`)).toBe(0)
  })

  it('gives an open intent up; it takes nothing afterwards', async () => {
    const report = await world.challenge(submission())
    const { providerRef = '' } = report
    expect(await world.provider.release(providerRef)).toMatchObject({ status: 'cancelled' })
    expect(await world.provider.release('pi_unknown')).toMatchObject({ status: 'cancelled' })
    const paid = await pay('accept')
    expect(await world.provider.release(paid.providerRef ?? '')).toMatchObject({
      ...{ status: 'succeeded', captured: 5000 },
    })
  })

  it('refunds whole, in parts, once each, and never too much', async () => {
    const asked = submission()
    const { providerRef = '' } = await pay('accept', asked)
    const { paymentIntentId, currency } = asked
    const order = { paymentIntentId, providerRef, currency }
    const part = { ...order, refundId: `rf_${paymentIntentId}_a`, amount: 3000 }
    const [first, again] = await Promise.all([
      world.provider.refund(part),
      world.provider.refund(part),
    ])
    expect(first).toMatchObject({ status: 'succeeded' })
    expect(again).toEqual(first)
    const more = { ...order, refundId: `rf_${paymentIntentId}_b` }
    expect(await world.provider.refund({ ...more, amount: 2001 })).toMatchObject({
      status: 'failed',
    })
    const rest = { ...order, refundId: `rf_${paymentIntentId}_c`, amount: 2000 }
    expect(await world.provider.refund(rest)).toMatchObject({ status: 'succeeded' })
    expect(await world.netOf(paymentIntentId)).toBe(0)
    const ledger = await world.provider.readLedger(providerRef)
    expect(ledger).toMatchObject({ paymentIntentId, captured: 5000 })
    expect(ledger.refunds.map(({ refundId, amount }) => [refundId, amount])).toEqual([
      [part.refundId, 3000],
      [rest.refundId, 2000],
    ])
  })

  it('sees a refund fail after it looked done', async () => {
    const asked = submission()
    const { providerRef = '' } = await pay('refund_fails', asked)
    const order = { ...asked, providerRef, refundId: `rf_${asked.paymentIntentId}` }
    const { status, providerRef: ref = '' } = await world.provider.refund(order)
    expect(status).toBe('succeeded')
    await expect
      .poll(async () => (await world.provider.retrieveRefund(ref)).status, within)
      .toBe('failed')
  })

  it.each([
    ['JPY', 1500],
    ['EUR', 1999],
    ['EUR', 7],
    ['KWD', 1500],
  ])('takes amounts of %s to the last unit, or none', async (currency, amount) => {
    const report = await pay('accept', submission(amount, currency))
    if (currency === 'KWD' && name === 'paypal') {
      expect(report).toEqual({ status: 'failed', failureCode: 'amount_not_supported' })
      return
    }
    expect(report).toMatchObject({ status: 'succeeded', captured: amount })
  })

  it.each(['accept', 'slow', 'twice', 'late'] as const)(
    'is followed by the service to the end when its course is %s, by webhooks alone',
    async (course) => {
      const id = await announce(course)
      await expect.poll(() => statusOf(id), within).toBe('succeeded')
      expect(await world.netOf(id)).toBe(5000)
    },
  )

  it('is asked about what its webhooks lost', async () => {
    const id = await announce('silent')
    expect(await readMissedEvents(test)).toBeGreaterThan(0)
    await expect.poll(() => statusOf(id), within).toBe('succeeded')
    expect(await world.netOf(id)).toBe(5000)
  })

  it('refuses webhooks that it did not send', async () => {
    const { app } = test
    const headers = {
      'content-type': 'application/json',
      'stripe-signature': 't=1,v1=00',
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': 'https://evil.example/cert',
      'paypal-transmission-id': 'a-b-c',
      'paypal-transmission-sig': 'Zm9yZ2Vk',
      'paypal-transmission-time': '2026-11-21T10:00:00Z',
    }
    const body = JSON.stringify({
      id: 'WH-1',
      event_type: 'PAYMENT.CAPTURE.COMPLETED',
      resource: {},
    })
    for (const sent of [headers, { 'content-type': 'application/json' }]) {
      const request = { method: 'POST', headers: sent, body }
      expect((await app.request(`/api/webhooks/${name}`, request)).status).toBe(400)
    }
  })

  it('tells of refunds of its dashboard and of disputes, to their end', async () => {
    const id = await announce('accept')
    await expect.poll(() => statusOf(id), within).toBe('succeeded')
    const document = await test.payments.get(id)
    const data = document?.data
    const ref = data && data.status !== 'never_created' ? (data.providerRef ?? '') : ''
    await world.refundInDashboard(ref, 1000)
    await expect.poll(() => statusOf(id), within).toBe('partially_refunded')
    const dispute = await world.dispute(ref)
    await expect.poll(() => statusOf(id), within).toBe('disputed')
    await world.decide(dispute, 'won')
    await expect.poll(() => statusOf(id), within).toBe('partially_refunded')
  })

  it('gives the money of a cancelled order back', async () => {
    const id = await announce('accept')
    await expect.poll(() => statusOf(id), within).toBe('succeeded')
    await put(test, `${id}/cancel`, { refundId: id.replace('pi_', 'rf_'), reason: 'cancelled' })
    await expect.poll(() => statusOf(id), within).toBe('refunded')
    expect(await world.netOf(id)).toBe(0)
  })

  it('answered each of its webhooks with 200', () => {
    expect(heard.length).toBeGreaterThan(0)
    expect(heard.filter((status) => status !== 200)).toEqual([])
  })
})
