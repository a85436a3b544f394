import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTrackingNumber, normaliseTrackingNumber, trackingNumberOf } from './tracking-number.ts'

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('trackingNumberOf', () => {
  it('is the same for the same parcel, and another for each other', () => {
    expect(trackingNumberOf('shp_1', 0)).toBe(trackingNumberOf('shp_1', 0))
    const numbers = Array.from({ length: 2_000 }, (_, n) =>
      trackingNumberOf(`shp_${n >> 1}`, n & 1),
    )
    expect(new Set(numbers).size).toBe(2_000)
  })

  it('is a tracking number', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(50), (id, n) => isTrackingNumber(trackingNumberOf(id, n))),
    )
  })
})

describe('isTrackingNumber', () => {
  it('catches any single wrong character', () => {
    const wrong = fc.tuple(fc.nat(1_000), fc.integer({ min: 2, max: 14 }), fc.nat(35))
    fc.assert(
      fc.property(wrong, ([n, place, value]) => {
        const right = trackingNumberOf(`shp_${n}`, 0)
        const character = characters[value] ?? ''
        fc.pre(right[place] !== character)
        const typed = right.slice(0, place) + character + right.slice(place + 1)
        expect(isTrackingNumber(typed)).toBe(false)
      }),
    )
  })

  it('reads what people type', () => {
    const number = trackingNumberOf('shp_1', 0)
    const typed = ` ${number.slice(0, 4).toLowerCase()} ${number.slice(4, 8)}-${number.slice(8)}`
    expect(normaliseTrackingNumber(typed)).toBe(number)
  })
})
