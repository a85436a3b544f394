import { ReconciliationReport } from '@comptoir/contracts/admin/reconciliation-routes'
import { expect, it } from 'vitest'
import { recordOf } from './record.ts'

const sumsOf = (currency: string, taken: number) => ({
  ...{ currency, taken, refunded: 0, refundedOutside: 0 },
  ...{ disputed: 0, invoiced: 0, credited: 0 },
})

it('tells the shop no more than it takes, and how much was left out', () => {
  const wrong = { rule: 'money', subject: 'ord_1', what: 'x'.repeat(900) }
  const record = recordOf({
    ...{ readAt: '2026-11-29T03:00:00.000Z', orders: 1, inMotion: 0, skus: 1 },
    sums: [sumsOf('EUR', 5_000), sumsOf('KWD', 1_250)],
    claims: [{ orderId: 'ord_1', kind: 'held', amount: 1_250, currency: 'KWD' }],
    discrepancies: Array.from({ length: 1_003 }, () => wrong),
  })
  expect(ReconciliationReport.safeParse(record).success).toBe(true)
  expect(record.leftOut).toBe(3)
  expect([record.sums.taken, record.sums]).toEqual([
    5_000,
    expect.not.objectContaining({ currency: 'EUR' }),
  ])
  expect(record.sumsByCurrency?.map(({ currency, taken }) => [currency, taken])).toEqual([
    ['EUR', 5_000],
    ['KWD', 1_250],
  ])
  expect(record.claims).toMatchObject([{ currency: 'KWD' }])
})
