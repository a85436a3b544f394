import type { Payout, PayoutLine } from '@comptoir/contracts/payments/payout-schemas'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { describe, expect, it } from 'vitest'
import { payoutFaults } from './payout-rule.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const day = (of: number) => `2026-11-${String(of).padStart(2, '0')}T03:00:00.000Z`

const payout = (of: number, change: Partial<Payout> = {}) =>
  ({
    ...{ id: `po_${of}`, provider: 'stripe', amount: eur(2900), net: eur(2900), lineCount: 1 },
    ...{ createdAt: day(of), ...change },
  }) as Payout
const line = (change: Partial<PayoutLine> = {}) =>
  ({
    ...{ payoutId: 'po_22', ref: 'txn_1', kind: 'capture', amount: eur(3000), match: 'matched' },
    ...{ paymentIntentId: 'pi_1', ...change },
  }) as PayoutLine
const payment = (id: string, of: number) =>
  ({
    ...{ id, provider: 'stripe', captured: eur(3000), createdAt: day(of), updatedAt: day(of) },
  }) as PaymentIntent

const settled = {
  payouts: [payout(2), payout(22)],
  payoutLines: [line()],
  payments: [payment('pi_1', 5)],
}
const subjects = (change: Partial<typeof settled>) =>
  payoutFaults({ ...settled, ...change }).map(({ subject }) => subject)

describe('reconciliation of payouts', () => {
  it('finds nothing where they agree, nor where none was imported', () => {
    expect(subjects({})).toEqual([])
    expect(subjects({ payouts: [], payoutLines: [] })).toEqual([])
  })

  it('finds a payout that is not the sum of its lines', () => {
    expect(subjects({ payouts: [payout(2), payout(22, { net: eur(2800) })] })).toEqual(['po_22'])
  })

  it('finds a line that nothing of the shop matches', () => {
    const stray = line({ ref: 'txn_9', match: 'unmatched', why: 'no payment of the shop' })
    expect(subjects({ payoutLines: [line(), stray] })).toEqual(['po_22'])
  })

  it('finds a capture that is in no payout, once a later one was imported', () => {
    expect(subjects({ payoutLines: [] })).toEqual(['pi_1'])
    expect(subjects({ payoutLines: [], payments: [payment('pi_1', 20)] })).toEqual([])
    expect(subjects({ payoutLines: [], payments: [payment('pi_1', 1)] })).toEqual([])
  })
})
