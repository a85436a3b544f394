import { describe, expect, it } from 'vitest'
import { returnableOf } from './returnable.ts'

const line = (sku: string, quantity: number) => ({ sku, quantity, productId: 'prd_1', title: {} })
const parcel = (lines: object[] | undefined, more: object = {}) => ({
  ...{ shipmentId: 'shp_1', status: 'delivered', events: [], deliveredAt: 'x', lines },
  ...more,
})
const left = (order: object) =>
  returnableOf({ status: 'delivered', lines: [line('A', 3)], parcels: [], ...order } as never).map(
    (one) => `${one.sku} ${one.left}`,
  )

describe('what can be returned', () => {
  it('is what has arrived, not what is on its way or went back', () => {
    const lines = [line('A', 3), line('B', 1)]
    const parcels = [
      parcel([line('A', 2)]),
      parcel([line('A', 1), line('B', 1)], { deliveredAt: undefined, status: 'in_transit' }),
      parcel([line('A', 1)], { purpose: 'return' }),
    ]
    expect(left({ status: 'partially_delivered', lines, parcels })).toEqual(['A 2'])
  })

  it('is less what open and settled returns have, and not what came to nothing', () => {
    const returns = [
      { status: 'open', lines: [line('A', 1)] },
      { status: 'done', lines: [line('A', 1)] },
      { status: 'ended', lines: [line('A', 1)] },
    ]
    expect(left({ parcels: [parcel([line('A', 3)])], returns })).toEqual(['A 1'])
    const all = [{ status: 'done', lines: [line('A', 3)] }]
    expect(left({ parcels: [parcel([line('A', 3)])], returns: all })).toEqual([])
  })

  it('is all of an order that was delivered by parcels that do not say what was in them', () => {
    expect(left({ parcels: [parcel(undefined)] })).toEqual(['A 3'])
    expect(left({ status: 'shipped', parcels: [parcel(undefined)] })).toEqual([])
    expect(left({ status: 'processing' })).toEqual([])
  })

  it('counts a parcel that was sent again, never more than was bought', () => {
    const parcels = [parcel([line('A', 3)]), parcel([line('A', 3)], { purpose: 'resend' })]
    expect(left({ parcels })).toEqual(['A 3'])
  })
})
