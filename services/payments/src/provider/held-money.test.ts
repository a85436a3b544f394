import { OrderShipped } from '@comptoir/contracts/orders/events'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Course, paypalWorld, stripeWorld, type World } from '../../test/conformance/worlds.ts'
import { anOrder, createPaymentsOver } from '../../test/harness.ts'
import { ask, put } from '../../test/requests.ts'
import type { Report } from '../payment/payment.ts'

/** Money that is held first: the same claims for every provider's adapter over its simulator. */
describe.each([
  ['stripe', stripeWorld],
  ['paypal', paypalWorld],
] as const)('money held by the %s adapter', (name, start) => {
  let world: World
  let test: ReturnType<typeof createPaymentsOver>
  let webhooks: Listener

  beforeAll(async () => {
    const fetch = async (request: Request) => await test.app.fetch(request)
    webhooks = await listen({ fetch }, { port: 0, host: '127.0.0.1' })
    world = await start(`http://127.0.0.1:${webhooks.port}/api/webhooks/${name}`)
    test = createPaymentsOver(world.provider, name, 'shipping')
  })
  afterAll(async () => {
    await world.stop()
    await webhooks.close()
  })

  let orders = 0
  const currency = 'EUR'

  /** Through the port alone: 50 euros are held. */
  async function hold() {
    orders += 1
    const id = `${name}h${orders}`
    const asked = { paymentIntentId: `pi_${id}`, orderId: `ord_${id}`, amount: 5000, currency }
    const token = world.tokenFor('accept')
    const submission = { ...asked, attempt: 1, token, hold: true }
    const report = await world.provider.submit(submission)
    if (report.status !== 'requires_action') return { ...asked, report }
    await world.approve(report, 'accept')
    const { providerRef } = await world.provider.retrieve(report.providerRef)
    return { ...asked, report: await world.provider.complete(providerRef ?? '', { hold: true }) }
  }

  const take = (of: { paymentIntentId: string; report: Report }, amount = 5000) =>
    world.provider.capture({
      ...{ captureId: `cap_${of.paymentIntentId}`, amount, currency },
      providerRef: of.report.providerRef ?? '',
    })

  /** Through the service: announced, approved, and decided by webhooks. */
  async function announce(course: Course = 'accept') {
    orders += 1
    const id = `${name}h${orders}`
    const order = anOrder(id, world.tokenFor(course))
    await test.announce({ ...order, paymentMethod: { ...order.paymentMethod, provider: name } })
    const { body } = await ask(test, `pi_${id}`)
    const { actionUrl, status } = body as unknown as { actionUrl: string; status: string }
    if (status === 'requires_action')
      await world.approve({ status, actionUrl, providerRef: '' }, course)
    await expect.poll(() => statusOf(`pi_${id}`), within).toBe('authorised')
    return `pi_${id}`
  }
  const statusOf = async (id: string) => (await ask(test, id)).body.status
  const within = { timeout: 10_000, interval: 100 }
  async function refOf(id: string) {
    const data = (await test.payments.get(id))?.data
    return data && data.status !== 'never_created' ? (data.providerRef ?? '') : ''
  }

  it('is not taken before it is asked for, and then once', async () => {
    const held = await hold()
    expect(held.report).toMatchObject({ status: 'authorised' })
    const { authorisedUntil } = held.report as { authorisedUntil: string }
    expect(Date.parse(authorisedUntil)).toBeGreaterThan(Date.now() + 2 * 24 * 3_600_000)
    expect(await world.netOf(held.paymentIntentId)).toBe(0)
    const [first, again] = await Promise.all([take(held), take(held)])
    expect(first).toMatchObject({ status: 'succeeded', captured: 5000 })
    expect(again).toEqual(first)
    expect(await world.netOf(held.paymentIntentId)).toBe(5000)
    const ledger = await world.provider.readLedger(held.report.providerRef ?? '')
    expect(ledger).toMatchObject({ captured: 5000, refunds: [] })
  })

  it('is taken in part, and the rest is let go', async () => {
    const held = await hold()
    expect(await take(held, 4000)).toMatchObject({ status: 'succeeded', captured: 4000 })
    expect(await world.netOf(held.paymentIntentId)).toBe(4000)
    const { providerRef = '' } = held.report
    const refund = { refundId: `rf_${held.paymentIntentId}`, providerRef, currency }
    const { paymentIntentId } = held
    const report = await world.provider.refund({ ...refund, paymentIntentId, amount: 4001 })
    expect(report).toMatchObject({ status: 'failed' })
  })

  it('is let go, and cannot be taken then', async () => {
    const held = await hold()
    const ref = held.report.providerRef ?? ''
    expect(await world.provider.release(ref)).toMatchObject({ status: 'cancelled' })
    expect(await world.provider.release(ref)).toMatchObject({ status: 'cancelled' })
    expect(await take(held)).toMatchObject({ status: 'cancelled' })
    expect(await world.netOf(held.paymentIntentId)).toBe(0)
  })

  it('cannot be taken once its time is over', async () => {
    const held = await hold()
    const ref = held.report.providerRef ?? ''
    await world.expire(ref)
    expect(await world.provider.retrieve(ref)).toMatchObject({ status: 'cancelled' })
    expect(await take(held)).toMatchObject({ status: 'cancelled' })
    expect(await world.netOf(held.paymentIntentId)).toBe(0)
  })

  it('is taken by the service when a parcel leaves, however often that is told', async () => {
    const id = await announce()
    expect(await world.netOf(id)).toBe(0)
    const orderId = id.replace('pi_', 'ord_')
    const fact = { orderId, number: 'CMD-1', userId: 'usr_camille', cartId: 'cart_1' }
    await Promise.all([1, 2].map(() => test.deliver(OrderShipped, fact)))
    expect(await statusOf(id)).toBe('succeeded')
    expect(await world.netOf(id)).toBe(5000)
  })

  it('is let go by the service when its order is cancelled, without a refund', async () => {
    const id = await announce()
    await put(test, `${id}/cancel`, { refundId: id.replace('pi_', 'rf_'), reason: 'cancelled' })
    await expect.poll(() => statusOf(id), within).toBe('cancelled')
    const ledger = await world.provider.readLedger(await refOf(id))
    expect(ledger).toMatchObject({ captured: 0, refunds: [] })
    const report = await world.provider.retrieve(await refOf(id))
    expect(report).toMatchObject({ status: 'cancelled' })
  })

  it('tells the service that its time is over, by webhooks alone', async () => {
    const id = await announce()
    await world.expire(await refOf(id))
    await expect.poll(() => statusOf(id), within).toBe('cancelled')
    expect(test.eventNames().at(-1)).toBe('payment-cancelled')
  })
})
