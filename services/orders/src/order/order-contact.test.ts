import { expect, it } from 'vitest'
import { anOrder } from '../../test/samples.ts'
import type { Order } from './order.ts'
import { toContact } from './order-view.ts'

const parcel = (trackingNumber: string, change: Partial<Order['parcels'][number]> = {}) => ({
  ...{ shipmentId: 'shp_1', status: 'in_transit' as const, events: [], trackingNumber },
  ...change,
})

it('a message names the parcels that come to the customer: no label of a return, no cancelled parcel', () => {
  const parcels = [
    parcel('T1'),
    parcel('T2', { status: 'cancelled' }),
    parcel('T3', { shipmentId: 'shp_1_ret1', purpose: 'return' }),
    parcel('T4', { shipmentId: 'shp_1_x1', purpose: 'exchange' }),
  ]
  expect(toContact(anOrder({ parcels })).trackingNumbers).toEqual(['T1', 'T4'])
})
