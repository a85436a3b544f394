import { describe, expect, it } from 'vitest'
import { listedStatuses, paymentQuery, readPaymentSearch } from './payment-search.ts'

describe('the address of the list of payments', () => {
  it('is read, and asked for as it is', () => {
    const search = readPaymentSearch({ status: 'failed', orderId: 'ord_1', density: 'wide' })
    expect(search).toEqual({ status: 'failed', orderId: 'ord_1', density: 'wide' })
    expect(paymentQuery(search)).toEqual({ status: 'failed', orderId: 'ord_1' })
  })

  it('leaves out what makes no sense', () => {
    expect(readPaymentSearch({ status: 'unknown', userId: '', sort: 'amount' })).toEqual({})
  })

  it('knows every state that a payment can have', () => {
    expect(listedStatuses).toContain('succeeded')
    expect(listedStatuses).not.toContain('unknown')
  })
})
