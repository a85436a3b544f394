import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newSale, recordFact, type SaleFact } from './sale.ts'
import type { Sale } from './stored-sale.ts'

const at = '2026-11-30T10:00:00.000Z'
const sold = {
  ...{ number: 'C-1', currency: 'EUR', total: 15_600 },
  lines: [
    {
      ...{ sku: 'LAMP', quantity: 3, gross: 10_000, net: 8_333 },
      ...{ vendorId: 'ven_a', commissionBps: 1_250 },
    },
    {
      ...{ sku: 'VASE', quantity: 2, gross: 3_000, net: 2_500 },
      ...{ vendorId: 'ven_b', commissionBps: 1_000 },
    },
    { sku: 'MUG', quantity: 1, gross: 2_000, net: 1_667 },
  ],
}
const left = (...vendorIds: string[]): SaleFact => ({ kind: 'left', at, sold, vendorIds })
type Refund = Extract<SaleFact, { kind: 'refund' }>['refund']
const refund = (refundId: string, amount: number, more: Partial<Refund> = {}): SaleFact => ({
  ...{ kind: 'refund', at },
  refund: { refundId, amount, version: 1, status: 'succeeded', ...more },
})
type Dispute = Extract<SaleFact, { kind: 'dispute' }>['dispute']
const dispute = (status: Dispute['status'], version = 1): SaleFact => ({
  ...{ kind: 'dispute', at, dispute: { disputeId: 'dp_1', amount: 15_600, version, status } },
})

const record = (facts: readonly SaleFact[]): Sale => facts.reduce(recordFact, newSale('ord_1'))
/** What the entries of a vendor add up to, by kind. */
function sumsOf({ postings }: Sale, vendorId: string) {
  const sums: Record<string, number> = {}
  for (const { kind, amount } of postings.filter((one) => one.vendorId === vendorId))
    sums[kind] = (sums[kind] ?? 0) + amount
  return sums
}
const oneVase = { lines: [{ sku: 'VASE', quantity: 1 }] }

describe('the sale of a vendor', () => {
  it('is entered, less the commission, once something of it has left', () => {
    const sale = record([left('ven_a')])
    expect(sumsOf(sale, 'ven_a')).toEqual({ sale: 10_000, commission: -1_042 })
    expect(sumsOf(sale, 'ven_b')).toEqual({})
    const all = recordFact(sale, left('ven_a', 'ven_b'))
    expect(sumsOf(all, 'ven_a')).toEqual({ sale: 10_000, commission: -1_042 })
    expect(sumsOf(all, 'ven_b')).toEqual({ sale: 3_000, commission: -250 })
  })

  it('is not entered while all of it is here, whatever goes back', () => {
    expect(record([refund('rf_1', 15_600), dispute('open')]).postings).toEqual([])
    const sale = record([refund('rf_1', 1_500, oneVase), left('ven_a', 'ven_b')])
    expect(sumsOf(sale, 'ven_b')).toEqual({ sale: 3_000, refund: -1_500, commission: -125 })
  })

  it('is reversed by a refund with its share of the commission, and restored when that fails later', () => {
    const sale = record([left('ven_a', 'ven_b'), refund('rf_1', 1_500, oneVase)])
    expect(sumsOf(sale, 'ven_b')).toEqual({ sale: 3_000, refund: -1_500, commission: -125 })
    expect(sale.postings.filter(({ cause }) => cause === 'rf_1')).toMatchObject([
      { vendorId: 'ven_b', kind: 'refund', amount: -1_500 },
      { vendorId: 'ven_b', kind: 'commission', amount: 125 },
    ])
    const failed = recordFact(sale, refund('rf_1', 1_500, { version: 2, status: 'failed' }))
    expect(sumsOf(failed, 'ven_b')).toEqual({ sale: 3_000, refund: 0, commission: -250 })
  })

  it('is taken back by a dispute, and restored when the shop wins it', () => {
    const open = record([left('ven_a'), dispute('open')])
    expect(sumsOf(open, 'ven_a')).toEqual({ sale: 10_000, dispute: -10_000, commission: 0 })
    const won = recordFact(open, dispute('won'))
    expect(sumsOf(won, 'ven_a')).toEqual({ sale: 10_000, dispute: 0, commission: -1_042 })
    expect(recordFact(won, dispute('open'))).toBe(won)
    expect(sumsOf(recordFact(open, dispute('lost')), 'ven_a')).toEqual(sumsOf(open, 'ven_a'))
  })

  it('has nothing of an older word on a refund', () => {
    const failed = refund('rf_1', 1_500, { ...oneVase, version: 3, status: 'failed' })
    const sale = record([left('ven_b'), failed])
    expect(recordFact(sale, refund('rf_1', 1_500, oneVase))).toBe(sale)
  })
})

const facts = fc
  .record({
    refunds: fc.array(
      fc.record({
        amount: fc.integer({ min: 1, max: 9_000 }),
        sku: fc.constantFrom('LAMP', 'VASE', 'MUG', undefined),
        fails: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
    disputed: fc.constantFrom<Dispute['status'] | undefined>('open', 'won', 'lost', undefined),
    parcels: fc.constantFrom([left('ven_a'), left('ven_a', 'ven_b')], [left('ven_a', 'ven_b')]),
  })
  .map(({ refunds, disputed, parcels }): SaleFact[] => [
    ...parcels,
    ...refunds.flatMap(({ amount, sku, fails }, n) => {
      const lines = sku && { lines: [{ sku, quantity: 1 }] }
      const given = (more: Partial<Refund>) => refund(`rf_${n}x`, amount, { ...lines, ...more })
      const failed = given({ version: 2 * n + 2, status: 'failed' })
      return [given({ version: 2 * n + 1 }), ...(fails ? [failed] : [])]
    }),
    ...(disputed ? [dispute('open', 20)] : []),
    ...(disputed && disputed !== 'open' ? [dispute(disputed, 21)] : []),
  ])
const shuffled = facts.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
)

describe('the ledger of any order', () => {
  it('comes to the same in whatever order, and however often, its facts are told', () => {
    fc.assert(
      fc.property(shuffled, ([inOrder, mixed]) => {
        const [first, second] = [record(inOrder), record(mixed)]
        for (const vendorId of ['ven_a', 'ven_b']) {
          const total = (sale: Sale) =>
            Object.values(sumsOf(sale, vendorId)).reduce((sum, one) => sum + one, 0)
          expect(total(second)).toBe(total(first))
          for (const kind of ['sale', 'commission', 'refund', 'dispute'])
            expect(sumsOf(second, vendorId)[kind] ?? 0).toBe(sumsOf(first, vendorId)[kind] ?? 0)
        }
      }),
    )
  })

  it('has one entry for each fact, vendor and kind, and none for a fact that is told again', () => {
    fc.assert(
      fc.property(shuffled, ([, mixed]) => {
        const sale = record(mixed)
        const ids = sale.postings.map(({ entryId }) => entryId)
        expect(new Set(ids).size).toBe(ids.length)
        for (const fact of mixed) expect(recordFact(sale, fact)).toBe(sale)
      }),
    )
  })

  it('is what was sold less what went back, and a commission of the rest', () => {
    fc.assert(
      fc.property(shuffled, ([, mixed]) => {
        const {
          sale = 0,
          refund: back = 0,
          dispute: gone = 0,
          commission = 0,
        } = sumsOf(record(mixed), 'ven_a')
        expect(sale).toBe(10_000)
        const rest = sale + back + gone
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(Math.abs(0 - commission - (rest * 1_042) / 10_000)).toBeLessThan(1)
      }),
    )
  })
})
