import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paypalWorld, stripeWorld, type World } from '../../test/conformance/worlds.ts'
import type { SettlementLine } from './provider.ts'

const noWebhooks = 'http://127.0.0.1:9/nowhere'

/** What each provider settles, over its simulator: the same claims for all of them. */
describe.each([
  ['stripe', stripeWorld],
  ['paypal', paypalWorld],
] as const)('what %s settles', (name, start) => {
  let world: World
  const from = new Date(Date.now() - 3_600_000)
  beforeAll(async () => {
    world = await start(noWebhooks)
  })
  afterAll(async () => await world.stop())

  async function pay(id: string, amount: number) {
    const of = { paymentIntentId: `pi_${id}`, orderId: `ord_${id}`, amount, currency: 'EUR' }
    const token = world.tokenFor('accept')
    const report = await world.provider.submit({ ...of, attempt: 1, token })
    if (report.status === 'requires_action') {
      await world.approve(report, 'accept')
      await world.provider.complete(report.providerRef)
    }
    return { ...of, providerRef: report.providerRef ?? '' }
  }

  async function settled() {
    const provider = await world.settle()
    const settlements = []
    for await (const one of provider.settlementsSince(from)) settlements.push(one)
    return settlements
  }
  const sumOf = (lines: readonly SettlementLine[]) =>
    lines
      .filter(({ kind }) => kind !== 'payout')
      .reduce((sum, line) => sum + line.amount - line.fee, 0)

  it('has every movement with its fee, and its lines come to what it says', async () => {
    const paid = await pay(`${name}s1`, 5000)
    const disputed = await pay(`${name}s2`, 3000)
    const { paymentIntentId, providerRef, currency } = paid
    const refund = await world.provider.refund({
      ...{ paymentIntentId, providerRef, currency, amount: 2000, refundId: `rf_${name}s1` },
    })
    const dispute = await world.dispute(disputed.providerRef)
    const settlements = await settled()
    const lines = settlements.flatMap((one) => one.lines)
    const captures = lines.filter(({ kind }) => kind === 'capture')
    expect(captures.map(({ amount }) => amount)).toEqual([5000, 3000])
    for (const { fee } of captures) expect(fee).toBeGreaterThan(0)
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'refund', amount: -2000, refundRef: refund.providerRef }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ kind: 'dispute', amount: -3000, disputeRef: dispute }),
    )
    expect(new Set(lines.map(({ ref }) => ref)).size).toBe(lines.length)
    for (const { amount, lines: own } of settlements) expect(sumOf(own)).toBe(amount)
  })

  it('says the same when it is read again, and what came since with the next', async () => {
    const before = await settled()
    expect(await settled()).toEqual(before)
    await pay(`${name}s3`, 1500)
    const after = await settled()
    const linesOf = (all: typeof after) => all.flatMap(({ lines }) => lines)
    expect(linesOf(after).filter(({ kind }) => kind === 'capture')).toHaveLength(
      linesOf(before).filter(({ kind }) => kind === 'capture').length + 1,
    )
  })
})
