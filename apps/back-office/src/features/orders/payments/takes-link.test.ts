import { expect, it } from 'vitest'
import { takesLink } from './takes-link.ts'

const payment = { paymentIntentId: 'pi_1', status: 'unpaid' as const, attempt: 1 }
const outstanding = { amount: 500, currency: 'EUR' }

it('sends a link for what waits for money', () => {
  expect(takesLink({ status: 'awaiting_payment', payment })).toBe(true)
  expect(takesLink({ status: 'shipped', payment: { ...payment, outstanding } })).toBe(true)
})

it('sends none for what is paid or over', () => {
  expect(takesLink({ status: 'processing', payment })).toBe(false)
  expect(takesLink({ status: 'cancelled', payment })).toBe(false)
})
