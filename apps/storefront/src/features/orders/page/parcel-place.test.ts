import { describe, expect, it } from 'vitest'
import { carrierPage, shownParcels } from './parcel-place.ts'

describe('the page of a carrier', () => {
  it('has the number of the parcel, as an address can hold it', () => {
    const carrier = { trackingUrlTemplate: 'https://carrier.example/track?n={trackingNumber}' }
    expect(carrierPage(carrier, '6A 1/2')).toBe('https://carrier.example/track?n=6A%201%2F2')
  })

  it('is none without a number, without a template, or where it is no address of the web', () => {
    expect(
      carrierPage({ trackingUrlTemplate: 'https://c.example/{trackingNumber}' }, undefined),
    ).toBe(undefined)
    expect(carrierPage({}, '6A1')).toBeUndefined()
    expect(carrierPage(undefined, '6A1')).toBeUndefined()
    expect(carrierPage({ trackingUrlTemplate: 'javascript:{trackingNumber}' }, '1')).toBeUndefined()
  })
})

describe('the parcels that are shown', () => {
  const parcel = (shipmentId: string, status: string, more: object = {}) => ({
    ...{ shipmentId, status, events: [] },
    ...more,
  })
  const shown = (status: string, ...parcels: object[]) =>
    shownParcels({ status, parcels } as never).map(({ shipmentId }) => shipmentId)

  it('are those that leave, and what goes back to the shop after them', () => {
    const back = parcel('back', 'in_transit', { purpose: 'return' })
    expect(
      shown('delivered', back, parcel('void', 'cancelled'), parcel('first', 'delivered')),
    ).toEqual(['first', 'back'])
  })

  it('are of an order that was cancelled those that had left', () => {
    const left = parcel('left', 'in_transit', { handedOverAt: 'x' })
    expect(shown('cancelled', parcel('here', 'label_created'), left)).toEqual(['left'])
  })
})
