import { describe, expect, it } from 'vitest'
import { lacksOf, remainingOf, wantedOf } from './buy-again.ts'

const bought = (sku: string, quantity = 1) => ({ sku, quantity, title: { fr: sku } })
const held = (sku: string, quantity: number, more: object = {}) => ({
  ...{ sku, quantity, flags: [] },
  ...more,
})
const cartOf = (...lines: object[]) => ({ lines }) as never

describe('what is bought again', () => {
  it('is each SKU once, with all that was bought of it', () => {
    expect(wantedOf([bought('A', 2), bought('B'), bought('A', 3)])).toEqual([
      { sku: 'A', quantity: 5 },
      { sku: 'B', quantity: 1 },
    ])
  })

  it('lacks nothing when the cart has it, also with few left', () => {
    expect(lacksOf([bought('A', 2)], [], cartOf(held('A', 2, { left: 2 })))).toEqual([])
  })

  it('says what is gone, and of what not so many are left', () => {
    const cart = cartOf(
      held('FEW', 3, { left: 1 }),
      held('OFF', 1, { flags: ['unavailable'] }),
      held('NO-TAX', 1, { problem: 'no_tax_rate' }),
    )
    const lines = ['REFUSED', 'FEW', 'OFF', 'NO-TAX'].map((sku) => bought(sku))
    expect(lacksOf(lines, ['REFUSED'], cart).map(({ sku, kind }) => `${sku} ${kind}`)).toEqual([
      ...['REFUSED gone', 'FEW short', 'OFF gone', 'NO-TAX gone'],
    ])
    expect(lacksOf([bought('FEW')], [], cart)).toMatchObject([{ left: 1 }])
  })

  it('is only what failed when it is tried once more, else all of it', () => {
    const lines = [bought('A', 2), bought('B'), bought('A')]
    expect(remainingOf(lines, ['A'])).toEqual([{ sku: 'A', quantity: 3 }])
    expect(remainingOf(lines, [])).toEqual(wantedOf(lines))
  })

  it('is all gone without a cart', () => {
    expect(lacksOf([bought('A')], ['A'], null)).toMatchObject([{ kind: 'gone', sku: 'A' }])
  })
})
