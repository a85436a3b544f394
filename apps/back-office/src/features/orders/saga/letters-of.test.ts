import { describe, expect, it } from 'vitest'
import { lettersOf } from './letters-of.ts'

const letter = (subject: string, data: unknown) => ({
  event: {
    ...{ specversion: '1.0' as const, id: `${subject}:1:0`, source: 'orders', type: 'x', subject },
    ...{ time: '2026-11-30T10:00:00.000Z', datacontenttype: 'application/json' as const },
    ...{ aggregateversion: 1, data },
  },
})

describe('the dead letters of an order', () => {
  it('are those of the order itself, and of what names it', () => {
    const own = letter('ord_1', {})
    const parcel = letter('shp_1', { shipment: { orderId: 'ord_1' } })
    expect(lettersOf('ord_1', [own, parcel, letter('ord_2', { orderId: 'ord_2' })])).toEqual([
      own,
      parcel,
    ])
  })

  it('are not those of an order whose id only begins so', () => {
    expect(
      lettersOf('ord_1', [letter('ord_10', { orderId: 'ord_10' }), letter('x', null)]),
    ).toEqual([])
  })
})
