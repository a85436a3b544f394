import { describe, expect, it } from 'vitest'
import { cancelPayout, draftPayout, enter, newLedger, payPayout, reversePayout } from './ledger.ts'
import type { Ledger, Payout } from './stored-ledger.ts'

const at = '2026-11-30T10:00:00.000Z'
const by = 'usr_staff'
const entry = (entryId: string, amount: number) => ({
  ...{ entryId, kind: 'sale' as const, amount, at },
})
const empty = newLedger({ vendorId: 'ven_1', currency: 'EUR' })
const sold = enter(empty, [entry('a', 1_000), entry('b', -100)])
const decided = ({ decided: payout }: Ledger): Payout => {
  if (!payout) throw new Error('nothing was decided')
  return payout
}
const transfer = { reference: 'SEPA 1', by, at }

describe('a ledger', () => {
  it('numbers its entries without holes, and says the sum after each', () => {
    const later = enter(sold, [entry('c', 50)])
    const entries = [...sold.last, ...later.last]
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(entries.map(({ balance }) => balance)).toEqual([1_000, 900, 950])
    expect(enter(sold, [])).toBe(sold)
  })
})

describe('a payout', () => {
  const draft = draftPayout(sold, at)

  it('is drafted over all that the ledger comes to, one at a time', () => {
    const payout = {
      payoutId: 'vpo_1.EUR.1',
      number: 1,
      status: 'draft',
      amount: 900,
      from: 1,
      to: 2,
    }
    expect(draft.draft).toMatchObject(payout)
    expect(draftPayout(draft, at)).toBe(draft)
    const later = enter(draft, [entry('c', 50)])
    expect(() => draftPayout(later, at)).toThrow(/a draft is open/)
    expect(() => draftPayout(empty, at)).toThrow(/nothing is owed/)
  })

  it('takes its amount off the ledger when it is paid, once, and the next one begins after it', () => {
    const later = enter(draft, [entry('c', 50)])
    const paid = payPayout(later, decided(draft), transfer)
    expect(paid).toMatchObject({ balance: 50, sequence: 4, closedTo: 2 })
    expect(decided(paid)).toMatchObject({
      status: 'paid',
      reference: 'SEPA 1',
      paidOn: '2026-11-30',
    })
    expect(paid.draft).toBeUndefined()
    expect(payPayout(paid, decided(paid), transfer)).toBe(paid)
    const other = { ...transfer, reference: 'SEPA 2' }
    expect(() => payPayout(paid, decided(paid), other)).toThrow(/transition_refused/)
    expect(draftPayout(paid, at).draft).toMatchObject({ number: 2, amount: 50, from: 3, to: 4 })
  })

  it('is noted as paid though the ledger comes to less by then: the transfer was made', () => {
    const less = enter(draft, [entry('c', -1)])
    const paid = payPayout(less, decided(draft), transfer)
    expect(paid.balance).toBe(-1)
    expect(() => draftPayout(paid, at)).toThrow(/nothing is owed/)
    expect(draftPayout(enter(paid, [entry('d', 31)]), at).draft).toMatchObject({ amount: 30 })
  })

  it('that is cancelled leaves its entries to the next one, and is not paid any more', () => {
    const cancelled = cancelPayout(draft, decided(draft), { reason: 'too early', by, at })
    expect(cancelled).toMatchObject({ balance: 900, closedTo: 0 })
    expect(() => payPayout(cancelled, decided(cancelled), transfer)).toThrow(/is cancelled/)
    expect(draftPayout(cancelled, at).draft).toMatchObject({ number: 2, amount: 900, from: 1 })
  })

  it('that came back is on the ledger again, by another entry, once', () => {
    const reason = { reason: 'account closed', by, at }
    expect(() => reversePayout(draft, decided(draft), reason)).toThrow(/is draft/)
    const paid = payPayout(draft, decided(draft), transfer)
    const reversed = reversePayout(paid, decided(paid), reason)
    expect(reversed).toMatchObject({ balance: 900, sequence: 4 })
    expect(reversed.last).toMatchObject([{ kind: 'payout_reversal', amount: 900, by }])
    expect(reversePayout(reversed, decided(reversed), reason)).toBe(reversed)
    expect(() => cancelPayout(reversed, decided(reversed), reason)).toThrow(/is reversed/)
  })
})
