import { describe, expect, it } from 'vitest'
import { attributeValueOf, noWish, readWish } from './change-wish.ts'

const wish = (of: Partial<typeof noWish>) => readWish({ ...noWish, ...of }, 'fr')

describe('a change of many products', () => {
  it('takes a share off, in hundredths of a per cent, and ends prices as asked', () => {
    expect(wish({ by: '12,5', ending: '90', showFormer: true })).toEqual({
      change: { kind: 'price', byBps: -1_250, ending: 90, showFormer: true },
    })
  })

  it('adds an amount, in cents, and shows no former price of what got dearer', () => {
    expect(wish({ direction: 'up', unit: 'amount', by: '1,50', showFormer: true })).toEqual({
      change: { kind: 'price', byAmount: 150, showFormer: false },
    })
  })

  it.each([
    [{ by: '' }, 'by'],
    [{ by: '95' }, 'by'],
    [{ by: '10', ending: '120' }, 'ending'],
    [{ kind: 'brand', brand: ' ' }, 'brand'],
    [{ kind: 'categories' }, 'addCategory'],
    [{ kind: 'attributes', attribute: '1st' }, 'attribute'],
  ] as const)('says which field cannot be sent: %o', (of, field) => {
    expect(wish(of)).toEqual({ wrong: field })
  })

  it('sets an attribute, or takes it away when it has no value', () => {
    expect(wish({ kind: 'attributes', attribute: 'warm', attributeValue: 'true' })).toEqual({
      change: { kind: 'attributes', set: { warm: true }, remove: [] },
    })
    expect(wish({ kind: 'attributes', attribute: 'warm' })).toEqual({
      change: { kind: 'attributes', set: {}, remove: ['warm'] },
    })
  })

  it('reads numbers and yes and no as such', () => {
    expect(['12', '1.5', 'true', '12 cm'].map(attributeValueOf)).toEqual([12, 1.5, true, '12 cm'])
  })

  it('leaves alone what another text than that of the number was', () => {
    const codes = ['007', '1.10', '-0', '12345678901234567890']
    expect(codes.map(attributeValueOf)).toEqual(codes)
  })
})
