import type { Order } from '@comptoir/contracts/orders/view'
import { describe, expect, it } from 'vitest'
import { changesOf, editFieldOf, editValuesOf, isEditable, lineChanges } from './edit-values.ts'

const shippingAddress = {
  ...{ recipient: 'Camille Durand', line1: '12 rue de la République', postalCode: '69002' },
  ...{ city: 'Lyon', countryCode: 'FR' },
}
const lines = [
  { sku: 'A', quantity: 2 },
  { sku: 'B', quantity: 1 },
] as Order['lines']
const order = { lines, shippingAddress }
const values = editValuesOf(order)

describe('an order that is edited', () => {
  it('is the same as long as nothing was changed', () => {
    expect(changesOf(order, values)).toBeUndefined()
  })

  it('says only the lines that are different, and the one that is new', () => {
    const wish = { ...values, quantities: { A: 2, B: 0 }, newSku: ' C ', newQuantity: 3 }
    expect(changesOf(order, wish)).toEqual({
      lines: [
        { sku: 'B', quantity: 0 },
        { sku: 'C', quantity: 3 },
      ],
    })
  })

  it('says the whole address when a field of it is different', () => {
    const address = { ...values.address, city: 'Paris' }
    expect(changesOf(order, { ...values, address })).toEqual({
      shippingAddress: { ...shippingAddress, city: 'Paris' },
    })
  })

  it('has a field for what is refused', () => {
    expect(editFieldOf('shippingAddress.line1')).toBe('address.line1')
    expect(editFieldOf('lines.0.sku')).toBe('newSku')
  })

  it('can be as long as nothing has left', () => {
    const parcel = { shipmentId: 'shp_1', status: 'label_created' as const, events: [] }
    expect(isEditable({ status: 'processing', parcels: [parcel] })).toBe(true)
    const handedOverAt = '2026-11-30T10:00:00.000Z'
    expect(isEditable({ status: 'processing', parcels: [{ ...parcel, handedOverAt }] })).toBe(false)
    expect(isEditable({ status: 'confirmed', parcels: [] })).toBe(false)
  })

  it('shows what becomes of its lines', () => {
    expect(lineChanges(lines, [{ sku: 'A', quantity: 1 }])).toEqual([
      { sku: 'A', before: 2, after: 1 },
      { sku: 'B', before: 1, after: 0 },
    ])
  })
})
