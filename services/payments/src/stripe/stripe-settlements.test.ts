import type Stripe from 'stripe'
import { expect, it } from 'vitest'
import { stripeSettlements } from './stripe-settlements.ts'

/** A Stripe that lists one payout of so many lines. */
function stripeWith(count: number): Stripe {
  const created = Date.parse('2026-11-22T03:00:00.000Z') / 1000
  const of = { currency: 'eur', created }
  async function* listed<T>(items: readonly T[]) {
    yield* items
  }
  const moved = Array.from({ length: count }, (_, n) => ({
    ...{ ...of, id: `txn_${n}`, type: 'charge', reporting_category: 'charge' },
    ...{ amount: 5_000, fee: 100, source: null },
  }))
  const payout = { ...of, id: 'po_1', status: 'paid', amount: 4_900, arrival_date: created }
  return {
    payouts: { list: () => listed([payout]) },
    balanceTransactions: { list: () => listed(moved) },
  } as unknown as Stripe
}

it('says of a large payout that it goes on, after each page of its lines', async () => {
  let pages = 0
  const afterPage = async () => {
    pages += 1
  }
  const settlements = []
  for await (const one of stripeSettlements(stripeWith(250), { from: new Date(0), afterPage }))
    settlements.push(one)
  expect([settlements[0]?.lines.length, pages]).toEqual([250, 2])
})
