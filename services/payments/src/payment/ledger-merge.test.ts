import type { NewEvent } from '@comptoir/contracts/event'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerDispute, LedgerRefund, ProviderLedger } from '../provider/provider.ts'
import {
  addRefund,
  disputedOf,
  owedOf,
  refundableOf,
  refundedOf,
  settleRefund,
} from '../refunds/refund.ts'
import { mergeLedger } from './ledger-merge.ts'
import type { LivePayment } from './stored-payment.ts'

const now = '2026-11-21T10:00:00.000Z'
type Paid = LivePayment
const paid: Paid = {
  ...{ userId: 'usr_1', status: 'succeeded', amount: 5000, provider: 'stripe', attempts: [] },
  ...{ id: 'pi_1', orderId: 'ord_1', currency: 'EUR', captured: 5000, providerRef: 'ref_1' },
  ...{ refunds: [], disputes: [], credited: 0, createdAt: now, updatedAt: now },
}

const refund = (ref: string, amount: number, rest: Partial<LedgerRefund> = {}): LedgerRefund => ({
  ...{ ref, amount, status: 'succeeded', createdAt: now },
  ...rest,
})
const dispute = (status: LedgerDispute['status'], amount = 5000): LedgerDispute => ({
  ...{ ref: 'du_1', amount, status, reason: 'fraudulent', createdAt: now },
})
const ledgerOf = (refunds: LedgerRefund[], disputes: LedgerDispute[] = []): ProviderLedger => ({
  ...{ providerRef: 'ref_1', captured: 5000, refunds, disputes },
})
const merge = (payment: Paid, ledger: ProviderLedger) => mergeLedger(payment, ledger, now)
const namesOf = (events: readonly NewEvent[] = []) => events.map(({ type }) => type.split('.')[2])

describe('a refund made at the provider', () => {
  it('is taken in once, under an id of its own, and told with the sum so far', () => {
    const first = merge(paid, ledgerOf([refund('re_1', 500)]))
    expect(first?.next.refunds).toMatchObject([
      {
        id: 'rf_1_re_1',
        amount: 500,
        status: 'succeeded',
        origin: 'provider',
        providerRef: 're_1',
      },
    ])
    expect(first?.events).toMatchObject([
      {
        type: 'comptoir.payments.refund-succeeded.v1',
        data: {
          refundedTotal: { amount: 500 },
          captured: { amount: 5000 },
          creditTotal: { amount: 500 },
        },
      },
    ])
    expect(first && merge(first.next, ledgerOf([refund('re_1', 500)]))).toBeUndefined()
  })

  it('lowers what can still be given back', () => {
    const next = merge(paid, ledgerOf([refund('re_1', 500)]))?.next ?? paid
    expect(refundableOf(next)).toBe(4500)
  })

  it('is ours when it carries our id: its answer was lost', () => {
    const asked = addRefund(paid, { id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 700 })
    const next = merge(asked, ledgerOf([refund('re_1', 700, { refundId: 'rf_1' })]))?.next
    expect(next?.refunds).toMatchObject([{ id: 'rf_1', status: 'succeeded', providerRef: 're_1' }])
  })

  it('counts although its repeat was refused to us', () => {
    const asked = addRefund(paid, { id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 700 })
    const refused = settleRefund(asked, 'rf_1', { status: 'failed' }, now)?.next ?? asked
    const next = merge(refused, ledgerOf([refund('re_1', 700, { refundId: 'rf_1' })]))?.next
    expect(next && refundedOf(next)).toBe(700)
  })

  it('is another one when a second refund carries the same id', () => {
    const twice = ['re_1', 're_2'].map((ref) => refund(ref, 700, { refundId: 'rf_1' }))
    const asked = addRefund(paid, { id: 'rf_1', reason: 'x', origin: 'staff', now, amount: 700 })
    const next = merge(asked, ledgerOf(twice))?.next
    expect(next?.refunds.map(({ id }) => id)).toEqual(['rf_1', 'rf_1_re_2'])
  })

  it('of an intent of someone else changes nothing', () => {
    const other = { ...ledgerOf([refund('re_1', 500)]), providerRef: 'ref_2' }
    expect(merge(paid, other)).toBeUndefined()
  })
})

describe('a refund that failed after it had succeeded', () => {
  const succeeded = merge(paid, ledgerOf([refund('re_1', 500)]))?.next ?? paid
  const failed = ledgerOf([refund('re_1', 500, { status: 'failed', failureCode: 'lost_card' })])
  const change = merge(succeeded, failed)

  it('lowers the sum, and what was credited is owed', () => {
    expect(change?.events).toMatchObject([
      {
        data: {
          failureCode: 'lost_card',
          refundedTotal: { amount: 0 },
          owedTotal: { amount: 500 },
        },
      },
    ])
    expect(change && refundableOf(change.next)).toBe(5000)
  })

  it('owes no money that a bank took back meanwhile', () => {
    const [whole, failedWhole] = [
      refund('re_1', 5_000),
      refund('re_1', 5_000, { status: 'failed' }),
    ]
    const given = merge(paid, ledgerOf([whole]))?.next ?? paid
    const owed = (disputes: ReturnType<typeof dispute>[]) => {
      const next = merge(given, ledgerOf([failedWhole], disputes))?.next
      return next && owedOf(next)
    }
    expect(owed([])).toBe(5_000)
    expect([owed([dispute('open', 1_200)]), owed([dispute('open')])]).toEqual([3_800, 0])
    expect(owed([dispute('won', 1_200)])).toBe(5_000)
  })

  it('is made good by the next one, which is credited for the difference only', () => {
    const both = ledgerOf([...failed.refunds, refund('re_2', 800)])
    for (const before of [succeeded, change?.next ?? paid]) {
      const events = merge(before, both)?.events ?? []
      expect(events.at(-1)?.data).toMatchObject({
        refundId: 'rf_1_re_2',
        creditTotal: { amount: 300 },
        owedTotal: { amount: 0 },
      })
    }
  })
})

describe('a dispute', () => {
  const open = merge(paid, ledgerOf([], [dispute('open')]))

  it('takes the money away until it is won', () => {
    expect(namesOf(open?.events)).toEqual(['dispute-opened'])
    expect(open && refundableOf(open.next)).toBe(0)
    const won = open && merge(open.next, ledgerOf([], [dispute('won')]))
    expect(won?.events).toMatchObject([{ data: { outcome: 'won', disputedTotal: { amount: 0 } } }])
    expect(won && refundableOf(won.next)).toBe(5000)
  })

  it('takes it for good when it is lost', () => {
    const lost = open && merge(open.next, ledgerOf([], [dispute('lost')]))
    expect(lost?.events).toMatchObject([
      { data: { outcome: 'lost', disputedTotal: { amount: 5000 } } },
    ])
  })

  it('that is heard of when it is over was opened first', () => {
    const closed = merge(paid, ledgerOf([], [dispute('lost', 900)]))
    expect(namesOf(closed?.events)).toEqual(['dispute-opened', 'dispute-closed'])
  })

  it('does not open again by an old ledger', () => {
    const won = merge(paid, ledgerOf([], [dispute('won')]))?.next ?? paid
    expect(merge(won, ledgerOf([], [dispute('open')]))).toBeUndefined()
  })
})

/** What may happen at the provider, one step at a time; each step gives a ledger. */
const step = fc.oneof(
  fc.record({ what: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ what: fc.constant('fail' as const), at: fc.nat({ max: 5 }) }),
  fc.record({ what: fc.constantFrom('open' as const, 'won' as const, 'lost' as const) }),
)
type Step = { what: string; amount?: number; at?: number }

function historyOf(steps: readonly Step[]): ProviderLedger[] {
  const ledgers = [ledgerOf([])]
  for (const taken of steps) {
    const next = after(ledgers.at(-1) ?? ledgerOf([]), taken)
    if (next) ledgers.push(next)
  }
  return ledgers
}

function after(ledger: ProviderLedger, { what, amount = 0, at = 0 }: Step) {
  const refunds = [...ledger.refunds]
  const held = 5000 - sum(refunds.filter(({ status }) => status === 'succeeded'))
  if (what === 'fail') {
    const failing = refunds[at]
    const failed = failing && refunds.with(at, { ...failing, status: 'failed' })
    return failed && ledgerOf(failed, [...ledger.disputes])
  }
  const isFree = what === 'refund' ? ledger.disputes.length === 0 : !isOver(ledger)
  if (!isFree || amount > held || held === 0) return undefined
  if (what === 'refund') return ledgerOf([...refunds, refund(`re_${refunds.length}`, amount)])
  const disputed = ledger.disputes[0]?.amount ?? held
  return ledgerOf(refunds, [dispute(what as LedgerDispute['status'], disputed)])
}

const isOver = ({ disputes }: ProviderLedger) => disputes.some(({ status }) => status !== 'open')

const sum = (items: readonly { amount: number }[]) =>
  items.reduce((all, { amount }) => all + amount, 0)
const creditOf = (event: NewEvent) =>
  (event.data as { creditTotal?: { amount: number } }).creditTotal?.amount ?? 0

describe('ledgers in any order, repeated', () => {
  it('end in what the last one says; nothing is given back twice, nor credited twice', () => {
    const seen = fc.array(step, { maxLength: 12 }).chain((steps) => {
      const ledgers = historyOf(steps)
      const picks = fc.array(fc.nat({ max: ledgers.length - 1 }), { maxLength: 12 })
      return fc.tuple(fc.constant(ledgers), picks)
    })
    fc.assert(
      fc.property(seen, ([ledgers, picks]) => {
        let payment: LivePayment = paid
        let credited = 0
        for (const at of [...picks, ledgers.length - 1, ...picks]) {
          const change = merge(payment, ledgers[at] ?? ledgerOf([]))
          payment = change?.next ?? payment
          credited += (change?.events ?? []).reduce((all, event) => all + creditOf(event), 0)
          expect(refundedOf(payment)).toBeLessThanOrEqual(payment.captured)
          expect(credited).toBe(payment.credited)
          expect(credited).toBeLessThanOrEqual(payment.captured)
        }
        const last = ledgers.at(-1) ?? ledgerOf([])
        const back = last.refunds.filter(({ status }) => status === 'succeeded')
        expect(refundedOf(payment)).toBe(sum(back))
        expect(disputedOf(payment)).toBe(
          sum(last.disputes.filter(({ status }) => status !== 'won')),
        )
      }),
      { numRuns: 500 },
    )
  })
})
