import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSiret, sirenOf } from './siret.ts'

describe('a SIRET', () => {
  it('is known however it is spaced, and names its company', () => {
    expect([isSiret('73282932000074'), isSiret('732 829 320 00074')]).toEqual([true, true])
    expect(sirenOf('732 829 320 00074')).toBe('732829320')
  })

  it.each([
    ['its last digit is another', '73282932000075'],
    ['two digits are swapped', '73282923000074'],
    ['it is a SIREN', '732829320'],
    ['it has a letter', '7328293200007A'],
    ['it is too long', '732829320000740'],
    ['its company has no valid number', '12345678900007'],
  ])('is none when %s', (_why, text) => {
    expect(isSiret(text)).toBe(false)
  })

  it('of an office of La Poste has a sum of digits that five divides, and the head office a check digit', () => {
    expect(isSiret('35600000000048')).toBe(true)
    expect(isSiret('35600000049837')).toBe(true)
    expect(isSiret('35600000049838')).toBe(false)
  })

  it('is never one any more after one of its digits changed', () => {
    const change = fc.record({ at: fc.nat({ max: 13 }), by: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(change, ({ at, by }) => {
        const digits = [...'73282932000074'].map(Number)
        const changed = digits.map((digit, n) => (n === at ? (digit + by) % 10 : digit))
        expect(isSiret(changed.join(''))).toBe(false)
      }),
    )
  })
})
