import { describe, expect, it } from 'vitest'
import { countIn, type MovementWish, movementBody, wholeNumber } from './movement-wish.ts'

const wish = (changes: Partial<MovementWish>): MovementWish => ({
  ...{ type: 'receipt', quantity: '3', reason: ' livraison ', reference: 'BL 7 ' },
  ...changes,
})

describe('a movement', () => {
  it('adds what is received or comes back', () => {
    expect(movementBody(wish({}))).toEqual({
      ...{ type: 'receipt', quantity: 3, reason: 'livraison', reference: 'BL 7' },
    })
    expect(movementBody(wish({ type: 'return' }))?.quantity).toBe(3)
    expect(movementBody(wish({ quantity: '-3' }))).toBeUndefined()
  })

  it('takes a loss away, typed with a sign or without', () => {
    expect(movementBody(wish({ type: 'loss', quantity: '2' }))?.quantity).toBe(-2)
    expect(movementBody(wish({ type: 'loss', quantity: '-2' }))?.quantity).toBe(-2)
  })

  it('corrects in both ways', () => {
    expect(movementBody(wish({ type: 'adjustment', quantity: '−4' }))?.quantity).toBe(-4)
    expect(movementBody(wish({ type: 'adjustment', quantity: '4' }))?.quantity).toBe(4)
  })

  it.each(['', '0', '-0', '1,5', 'trois', '100001'])('is none of %j', (quantity) => {
    expect(movementBody(wish({ type: 'adjustment', quantity }))).toBeUndefined()
  })
})

describe('a number', () => {
  it('is read as people write it', () => {
    expect(wholeNumber('1 200')).toBe(1_200)
    expect(wholeNumber('+5')).toBe(5)
    expect(wholeNumber('5.0')).toBeUndefined()
  })

  it('of what was counted is zero or more', () => {
    expect(countIn('0')).toBe(0)
    expect(countIn('-1')).toBeUndefined()
    expect(countIn('1000001')).toBeUndefined()
  })
})
