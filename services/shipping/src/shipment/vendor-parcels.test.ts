import { ParcelDivision } from '@comptoir/contracts/shipping/schemas'
import { describe, expect, it } from 'vitest'
import { sender } from '../../test/dispatch.ts'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import { amendShipment } from './amendment.ts'
import { furtherShipment } from './further-shipment.ts'
import { divideParcels } from './parcel-division.ts'
import { createShipment, type LiveShipment, type ShipmentChange } from './shipment.ts'

const now = '2026-11-21T10:00:00.000Z'
const lines = [
  { quantity: 2, weightGrams: 400, vendorId: 'ven_a' },
  { quantity: 1, weightGrams: 300 },
  { quantity: 3, weightGrams: 200, vendorId: 'ven_b' },
]
const shipmentOf = (given: typeof lines): LiveShipment =>
  createShipment(sampleOrder({ lines: given }), { from: sender, carriedBy: carriedByStandard, now })
    .shipment
const after = (change: ShipmentChange): LiveShipment => {
  if (!change) throw new Error('nothing changed')
  return change.next as LiveShipment
}
/** The vendors of each parcel that travels; `undefined` is the shop. */
const sellers = ({ parcels, lines: sold }: Pick<LiveShipment, 'parcels' | 'lines'>) =>
  parcels
    .filter(({ cancelledAt }) => !cancelledAt)
    .map((parcel) => [
      ...new Set(parcel.lines.map(({ sku }) => sold.find((line) => line.sku === sku)?.vendorId)),
    ])
const divided = (division: object) =>
  after(divideParcels(shipmentOf(lines), ParcelDivision.parse(division), now))
const three = [['ven_a'], [undefined], ['ven_b']]

describe('the parcels', () => {
  it('of an order have goods of one vendor each, and stay so however they are divided', () => {
    expect(sellers(shipmentOf(lines))).toEqual(three)
    const byWeight = sellers(divided({ by: 'weight', maxGrams: 400 }))
    expect(byWeight).toHaveLength(5)
    const available = [
      { sku: 'SKU-1', quantity: 1 },
      { sku: 'SKU-3', quantity: 3 },
    ]
    const byStock = sellers(divided({ by: 'stock', available }))
    expect(byStock).toHaveLength(4)
    for (const vendors of [...byWeight, ...byStock]) expect(vendors).toHaveLength(1)
  })

  it('are not divided by hand so that they mix vendors, or a vendor and the shop', () => {
    const [A, B, C] = ['SKU-1', 'SKU-2', 'SKU-3']
    const byHand = (...parcels: [string | undefined, number][][]) =>
      divided({
        by: 'hand',
        parcels: parcels.map((one) => ({
          lines: one.map(([sku, quantity]) => ({ sku, quantity })),
        })),
      })
    expect(sellers(byHand([[A, 1]], [[A, 1]], [[B, 1]], [[C, 3]]))).toHaveLength(4)
    for (const mixed of [
      [
        [
          [A, 2],
          [B, 1],
        ],
        [[C, 3]],
      ],
      [
        [
          [A, 2],
          [C, 3],
        ],
        [[B, 1]],
      ],
    ] as [string, number][][][])
      expect(() => byHand(...mixed)).toThrow(/one vendor/)
  })

  it('of an edited order, and of goods that replace others, do not mix vendors either', () => {
    const first = shipmentOf(lines)
    const { optionId, serviceName, to, orderId } = first
    const edited = amendShipment(
      shipmentOf([{ quantity: 5, weightGrams: 400, vendorId: 'ven_a' }]),
      {
        ...{ orderId, to, optionId, serviceName, lines: first.lines, number: 1 },
        carriedBy: carriedByStandard,
      },
      now,
    )
    expect(sellers(after(edited))).toEqual(three)
    const [a, , c] = first.lines
    if (!a || !c) throw new Error('no lines')
    const other = { sku: 'NEW', quantity: 1, title: { fr: 'Autre' }, weightGrams: 100 }
    const { shipment: exchange } = furtherShipment(first, {
      ...{ shipmentId: 'shp_01_x1', orderId, purpose: 'exchange', now },
      lines: [
        { sku: a.sku, quantity: 1 },
        { ...other, vendorId: 'ven_b' },
      ],
    })
    expect(sellers(exchange)).toEqual([['ven_a'], ['ven_b']])
    const { shipment: back } = furtherShipment(first, {
      ...{ shipmentId: 'shp_01_ret1', orderId, purpose: 'return', now },
      lines: [
        { sku: a.sku, quantity: 1 },
        { sku: c.sku, quantity: 1 },
      ],
    })
    expect(back.parcels).toHaveLength(1)
  })
})
