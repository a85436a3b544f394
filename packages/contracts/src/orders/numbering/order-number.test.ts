import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderNumberFrom, parseOrderNumber } from './order-number.ts'

const bytes = fc.uint8Array({ minLength: 7, maxLength: 7 })
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('an order number', () => {
  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = orderNumberFrom(random)
        expect(number).toMatch(/^CMD-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
        const sloppy = number
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('-', ' ')
        expect(parseOrderNumber(sloppy)).toBe(number)
        expect(parseOrderNumber(number.slice(4))).toBe(number)
      }),
    )
  })

  it('is not taken for another when one character is wrong', () => {
    fc.assert(
      fc.property(bytes, fc.nat(7), fc.constantFrom(...signs), (random, index, sign) => {
        const body = orderNumberFrom(random).slice(4).replace('-', '')
        fc.pre(body[index] !== sign)
        expect(
          parseOrderNumber(body.slice(0, index) + sign + body.slice(index + 1)),
        ).toBeUndefined()
      }),
    )
  })

  it('is not anything else', () => {
    for (const text of ['', 'ord_1', 'hello', 'CMD-1234'])
      expect(parseOrderNumber(text)).toBeUndefined()
  })
})
