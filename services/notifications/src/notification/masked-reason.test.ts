import { describe, expect, it } from 'vitest'
import { maskedReason } from './masked-reason.ts'

describe('the reason of a failure', () => {
  it.each([
    ['550 5.1.1 <camille@example.com>: no such mailbox', '550 5.1.1 <[address]>: no such mailbox'],
    ['550 User Camille unknown', '550 User [address] unknown'],
    ['smtp; c.durand@home.example (expanded from <camille@example.com>)', 'smtp; [address] ('],
    ["21211 The 'To' number +33612345678 is not valid", "21211 The 'To' number [address] is not"],
    ['451 4.7.1 try later: 192.0.2.1 is listed', '451 4.7.1 try later: 192.0.2.1 is listed'],
    ['camilles are no users', 'camilles are no users'],
  ])('names no address: %s', (reason, expected) => {
    const masked = maskedReason(reason, 'camille@example.com')
    expect(masked).toContain(expected)
    expect(masked).not.toMatch(/@|\+33|\bcamille\b/i)
  })

  it('keeps words that an address happens to begin with', () => {
    expect(maskedReason('550 no such mailbox', 'no@example.com')).toBe('550 no such mailbox')
    expect(maskedReason('the number is +33612345678', '+33612345678')).toBe(
      'the number is [address]',
    )
  })
})
