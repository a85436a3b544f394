import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { variantOf } from '../test/shop.ts'
import {
  addLine,
  changeLine,
  emptyCart,
  isOpenTo,
  removeLine,
  replaceLines,
  type StoredCart,
  takeLines,
} from './cart.ts'
import { convert, lock, markMerged, unlock } from './cart-lifecycle.ts'

const at = '2026-11-21T10:00:00.000Z'
const later = '2026-11-21T11:00:00.000Z'
const skus = ['A', 'B', 'C', 'D']
const variants = new Map(skus.map((sku, n) => [sku, variantOf(sku, 100 * (n + 1))]))
const guest = emptyCart({ kind: 'guest', tokenHash: 'hash' }, at)
const fill = (lines: { sku: string; quantity: number }[], cart: StoredCart = guest) =>
  replaceLines(cart, { lines, variants, at })
const quantities = ({ lines }: StoredCart) =>
  Object.fromEntries(lines.map((line) => [line.sku, line.quantity]))

const lines = fc.uniqueArray(
  fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 99 }) }),
  { selector: (line) => line.sku },
)

describe('replaceLines', () => {
  it('is the same cart when repeated', () => {
    fc.assert(
      fc.property(lines, (wanted) => {
        const cart = fill(wanted)
        expect(fill(wanted, cart)).toBe(cart)
      }),
    )
  })

  it('adds up a SKU given twice', () => {
    const cart = fill([
      { sku: 'A', quantity: 1 },
      { sku: 'A', quantity: 2 },
    ])
    expect(quantities(cart)).toEqual({ A: 3 })
  })

  it('keeps the price of a line that stays and takes the price of today for one that changes', () => {
    const cart = fill([
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 1 },
    ])
    const dearer = new Map(skus.map((sku) => [sku, variantOf(sku, 999)]))
    const wanted = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
    ]
    const next = replaceLines(cart, { lines: wanted, variants: dearer, at: later })
    expect(next.lines.map((line) => line.price.amount)).toEqual([100, 999])
  })

  it('refuses what is not on sale and more than 999 of one', () => {
    const off = new Map([['A', variantOf('A', 100, { active: false })]])
    const one = [{ sku: 'A', quantity: 1 }]
    expect(() => replaceLines(guest, { lines: one, variants: off, at })).toThrow('invalid_request')
    expect(() => fill([{ sku: 'Z', quantity: 1 }])).toThrow('Z is not on sale')
    expect(() =>
      fill([
        { sku: 'A', quantity: 999 },
        { sku: 'A', quantity: 1 },
      ]),
    ).toThrow('at most 999')
  })
})

describe('lines', () => {
  it('are added to, set, and removed by zero', () => {
    const cart = addLine(fill([{ sku: 'A', quantity: 2 }]), { sku: 'A', quantity: 3, variants, at })
    expect(quantities(cart)).toEqual({ A: 5 })
    expect(quantities(changeLine(cart, { sku: 'A', quantity: 1, variants, at }))).toEqual({ A: 1 })
    expect(quantities(changeLine(cart, { sku: 'A', quantity: 0, variants, at }))).toEqual({})
    expect(removeLine(cart, { sku: 'Z', at })).toBe(cart)
    expect(() => changeLine(cart, { sku: 'Z', quantity: 1, variants, at })).toThrow('not_found')
  })

  it('are at most a hundred', () => {
    const many = Array.from({ length: 101 }, (_, n) => `S${n}`)
    const all = new Map(many.map((sku) => [sku, variantOf(sku, 100)]))
    const full = many
      .slice(0, 100)
      .reduce<StoredCart>(
        (cart, sku) => addLine(cart, { sku, quantity: 1, variants: all, at }),
        guest,
      )
    expect(() => addLine(full, { sku: 'S100', quantity: 1, variants: all, at })).toThrow('full')
  })
})

describe('takeLines', () => {
  it('refuses more lines than a cart may have, as every other way of adding does', () => {
    const many = (letter: string) =>
      Array.from({ length: 60 }, (_, n) => ({ sku: `${letter}${n}`, quantity: 1 }))
    const all = [...many('A'), ...many('B')]
    const onSale = new Map(all.map(({ sku }) => [sku, variantOf(sku, 100)]))
    const filled = (letter: string) =>
      replaceLines(guest, { lines: many(letter), variants: onSale, at })
    expect(() => takeLines(filled('A'), filled('B').lines, later)).toThrow('more than 100 lines')
  })

  it('keeps the larger quantity of each SKU, and repeating it changes nothing', () => {
    fc.assert(
      fc.property(lines, lines, (mine, theirs) => {
        const merged = takeLines(fill(mine), fill(theirs).lines, later)
        const expected: Record<string, number> = {}
        for (const { sku, quantity } of [...mine, ...theirs]) {
          expected[sku] = Math.max(expected[sku] ?? 0, quantity)
        }
        expect(quantities(merged)).toEqual(expected)
        expect(takeLines(merged, fill(theirs).lines, later)).toBe(merged)
      }),
    )
  })
})

describe('isOpenTo', () => {
  it('shows a guest cart to its token and an owned cart to its owner', () => {
    const owned = emptyCart({ kind: 'user', userId: 'u1' }, at)
    expect(isOpenTo(guest, { tokenHash: 'hash' })).toBe(true)
    expect(isOpenTo(guest, { tokenHash: 'other', userId: 'u1' })).toBe(false)
    expect(isOpenTo(guest, {})).toBe(false)
    expect(isOpenTo(owned, { userId: 'u1' })).toBe(true)
    expect(isOpenTo(owned, { userId: 'u2', tokenHash: 'hash' })).toBe(false)
    expect(isOpenTo(owned, {})).toBe(false)
  })
})

describe('the life of a cart', () => {
  it('is locked by an order, refuses changes, and is free again when that order ends', () => {
    const locked = lock(guest, 'o1', later)
    expect(locked).toMatchObject({ status: 'locked', orderId: 'o1', updatedAt: later })
    expect(() => removeLine(locked, { sku: 'A', at })).toThrow('cart_locked')
    expect(unlock(locked, 'o2', later)).toMatchObject({ status: 'locked', orderId: 'o1' })
    expect(unlock(locked, 'o1', later)).toMatchObject({ status: 'active' })
  })

  it('is not locked by an order whose end was heard first', () => {
    expect(lock(unlock(guest, 'o1', at), 'o1', later)).toMatchObject({ status: 'active' })
  })

  it('is held by its newest order, though the end of the one before is heard later', () => {
    const again = lock(lock(guest, 'o1', at), 'o2', later)
    expect(unlock(again, 'o1', later)).toMatchObject({ status: 'locked', orderId: 'o2' })
    expect(lock(again, 'o1', later)).toBe(again)
  })

  it('stays converted, also when the order is cancelled later', () => {
    const converted = convert(lock(guest, 'o1', at), 'o1', later)
    expect(unlock(converted, 'o1', later)).toBe(converted)
    expect(lock(converted, 'o2', later)).toBe(converted)
    expect(() => fill([], converted)).toThrow('transition_refused')
  })

  it('ends the same in whatever order, and however often, the facts of an order arrive', () => {
    const facts = [lock, convert, unlock]
    const order = fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 1 })
    fc.assert(
      fc.property(order, (steps) => {
        const end = steps.reduce<StoredCart>((cart, n) => facts[n]?.(cart, 'o1', at) ?? cart, guest)
        if (steps.includes(1)) expect(end.status).toBe('converted')
        else expect(end.status).toBe(steps.includes(2) ? 'active' : 'locked')
      }),
    )
  })

  it('points from a merged guest cart to where its lines are', () => {
    const merged = markMerged(guest, 'cart_2', later)
    expect(merged).toMatchObject({ status: 'merged', mergedInto: 'cart_2' })
    expect(() => removeLine(merged, { sku: 'A', at })).toThrow('the cart is merged')
    expect(() => markMerged(lock(guest, 'o1', at), 'cart_2', later)).toThrow('cart_locked')
  })
})
