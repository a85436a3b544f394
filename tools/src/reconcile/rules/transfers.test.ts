import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../../test/agreeing-books.ts'
import type { Books } from '../read-books.ts'
import { reconcileBooks } from '../reconcile-books.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })

type Loose = { [key: string]: unknown }
type LooseBooks = { [Name in keyof Books]: Loose[] }
const change = (list: Loose[], n: number, changes: Loose) => Object.assign(list[n] ?? {}, changes)

describe('reconciliation of transfers', () => {
  const transfer = (excess: number, missing = 0) => ({ excess: eur(excess), missing: eur(missing) })

  it('lists what is to be sent back as open, apart from the sums of orders', () => {
    const books = agreeingBooks() as unknown as LooseBooks
    change(books.payments, 0, { transfer: transfer(500) })
    const { discrepancies, claims } = reconcileBooks(books as unknown as Books, limits)
    expect(discrepancies).toEqual([])
    expect(claims).toEqual([
      { orderId: 'ord_a', kind: 'transfer_excess', amount: 500, currency: 'EUR' },
    ])
  })

  it('leaves an order with terms of payment waiting until they are over', () => {
    const wrong = (dueAt: string) => {
      const books = agreeingBooks() as unknown as LooseBooks
      change(books.orders, 2, {
        ...{ statusSince: '2026-11-20T10:00:00.000Z', paymentTerms: { kind: 'transfer', dueAt } },
      })
      const { discrepancies } = reconcileBooks(books as unknown as Books, limits)
      return discrepancies.map(({ rule, subject }) => `${rule} ${subject}`)
    }
    expect(wrong('2026-11-30T10:00:00.000Z')).toEqual([])
    expect(wrong('2026-11-21T09:00:00.000Z')).toEqual(['stuck ord_c'])
  })
})
