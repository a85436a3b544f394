import { describe, expect, it } from 'vitest'
import { chosenVariant, type Variant, variantWith } from './choose-variant.ts'

const variant = (sku: string, options: Record<string, string>, inStock = true) =>
  ({ sku, options, inStock }) as unknown as Variant
const all = [
  variant('s-red', { size: 'S', colour: 'red' }, false),
  variant('s-blue', { size: 'S', colour: 'blue' }),
  variant('m-red', { size: 'M', colour: 'red' }),
]
const [first, second] = all

describe('the variant of a product page', () => {
  it('is the one that the address names, else one that can be had', () => {
    expect(chosenVariant(all, 's-red')?.sku).toBe('s-red')
    expect(chosenVariant(all, 'unknown')?.sku).toBe('s-blue')
    expect(chosenVariant(first ? [first] : [], undefined)?.sku).toBe('s-red')
  })

  it('changes in one option, and in others only where there is no such variant', () => {
    const found = (name: string, value: string) =>
      second && variantWith(all, second, name, value)?.sku
    expect(found('colour', 'red')).toBe('s-red')
    expect(found('size', 'M')).toBe('m-red')
    expect(found('size', 'XL')).toBeUndefined()
  })
})
