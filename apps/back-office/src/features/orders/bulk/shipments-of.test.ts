import { expect, it } from 'vitest'
import { isToSend } from './shipments-of.ts'

it('sends what is here, and not what comes back', () => {
  expect(isToSend({ status: 'label_created', purpose: 'order' })).toBe(true)
  expect(isToSend({ status: 'pending', purpose: 'resend' })).toBe(true)
  expect(isToSend({ status: 'label_created', purpose: 'return' })).toBe(false)
  expect(isToSend({ status: 'in_transit', purpose: 'order' })).toBe(false)
  expect(isToSend({ status: 'cancelled', purpose: 'order' })).toBe(false)
})
