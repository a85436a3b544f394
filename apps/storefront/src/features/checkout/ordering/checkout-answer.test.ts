import { describe, expect, it } from 'vitest'
import { isFinal, outcomeOf, outcomeOfOrder, outcomeOfProblem } from './checkout-answer.ts'

const order = (status: string, payment: object = { status: 'unpaid' }, more: object = {}) =>
  outcomeOfOrder({ orderId: 'ord_1', status, payment, ...more } as never)
const problem = (status: number, code: string, more: object = {}) =>
  outcomeOfProblem({ status, code, ...more })
const euros = (amount: number) => ({ amount, currency: 'EUR' })

describe('an order', () => {
  it.each(['confirmed', 'processing', 'shipped', 'delivered', 'completed'])(
    'that is %s leads to its thanks',
    (status) =>
      expect(order(status, { status: 'paid' })).toEqual({ kind: 'done', orderId: 'ord_1' }),
  )

  it('whose bank wants to see the shopper leads there', () => {
    expect(
      order('awaiting_payment', { status: 'requires_action', actionUrl: 'https://bank' }),
    ).toEqual({ kind: 'confirm', orderId: 'ord_1', url: 'https://bank' })
  })

  it('whose payment failed is kept for another one', () => {
    const failed = { status: 'failed', failureCode: 'expired_card' }
    expect(order('awaiting_payment', failed)).toEqual({
      ...{ kind: 'refused', orderId: 'ord_1', reason: 'expired_card' },
    })
  })

  it.each(['pending', 'awaiting_payment'])('that is %s goes on by itself', (status) => {
    expect(order(status).kind).toBe('underway')
  })

  it('that ended says what was missing', () => {
    const shortages = [{ sku: 'MUG', requested: 2, available: 1 }]
    expect(order('rejected', undefined, { ending: { reason: 'x', shortages } })).toEqual({
      ...{ kind: 'ended', status: 'rejected', shortages },
    })
  })
})

describe('an answer', () => {
  it('that names no order says nothing: it keeps its key, and is asked for again', () => {
    for (const value of [undefined, {}, { orderId: 'ord_1' }, { code: 'unreadable_answer' }]) {
      const outcome = outcomeOf({ value: value as never })
      expect([outcome, isFinal(outcome)]).toEqual([{ kind: 'lost' }, false])
    }
  })

  it('that names one is that order', () => {
    const value = { orderId: 'ord_1', status: 'confirmed', payment: { status: 'paid' } } as const
    expect(outcomeOf({ value })).toEqual({ kind: 'done', orderId: 'ord_1' })
  })
})

describe('a refusal', () => {
  it('for stock says what is left; for a total says both', () => {
    const shortages = [{ sku: 'MUG', requested: 2, available: 1 }]
    expect(problem(409, 'out_of_stock', { shortages })).toEqual({ kind: 'short', shortages })
    const totals = { grandTotal: euros(5200) }
    expect(problem(409, 'totals_changed', { expectedTotal: euros(4900), totals })).toEqual({
      ...{ kind: 'changed', before: euros(4900), after: euros(5200) },
    })
  })

  it('since the cart has an order names that order', () => {
    expect(problem(409, 'conflict', { orderId: 'ord_9' })).toEqual({
      ...{ kind: 'held', orderId: 'ord_9' },
    })
  })

  it.each([
    [problem(0, 'network')],
    [problem(502, 'unreadable_answer')],
    [problem(503, 'overloaded', { retryAfterSeconds: 7 })],
    [problem(500, 'internal_error')],
    [problem(429, 'rate_limited')],
    [problem(409, 'request_running')],
  ])('that may have made an order keeps its key: %j', (outcome) => {
    expect(isFinal(outcome)).toBe(false)
  })

  it('since nobody is signed in made none: what they order afterwards is another wish', () => {
    expect(isFinal(problem(401, 'unauthenticated'))).toBe(true)
    expect(isFinal(problem(401, 'invalid_token'))).toBe(true)
  })

  it('waits as long as it is told to', () => {
    expect(problem(503, 'overloaded', { retryAfterSeconds: 7 })).toEqual({
      kind: 'wait',
      seconds: 7,
    })
    expect(problem(503, 'overloaded')).toEqual({ kind: 'wait', seconds: 2 })
  })

  it('of anything else is final, and says what helps to find it', () => {
    const outcome = problem(422, 'idempotency_key_reused', { traceId: 't1' })
    expect(outcome).toEqual({ kind: 'failed', code: 'idempotency_key_reused', traceId: 't1' })
    expect(isFinal(outcome)).toBe(true)
  })
})
