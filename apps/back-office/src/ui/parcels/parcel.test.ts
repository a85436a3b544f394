import { expect, it } from 'vitest'
import { mustResolve } from './parcel.ts'

const refused = {
  ...{ kind: 'resend' as const, status: 'refused' as const, at: '2026-11-30T10:00:00.000Z' },
}

it('wants a decision when it did not arrive, and again when that was refused', () => {
  expect(mustResolve({ status: 'lost' })).toBe(true)
  expect(mustResolve({ status: 'lost', resolution: refused })).toBe(true)
  expect(mustResolve({ status: 'lost', resolution: { ...refused, status: 'pending' } })).toBe(false)
  expect(mustResolve({ status: 'delivered' })).toBe(false)
  // the carrier still tries: shipping refuses a decision
  expect(mustResolve({ status: 'exception' })).toBe(false)
})
