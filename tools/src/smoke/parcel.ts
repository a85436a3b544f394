import { isPdf, require, type SmokeTest } from './around.ts'
import { awaitOrder, isPrepared, purchase } from './purchase.ts'
import { scan } from './scan.ts'

type Tracked = { readonly trackingNumber: string; readonly status: string }

/** Orders, prints the label as staff, and follows the parcel by its number as anyone. */
export const parcel: SmokeTest = async (around) => {
  const { shop, staff } = around
  const bought = await purchase(around)
  const prepared = await awaitOrder(shop, bought, 'processing', isPrepared)
  const [one] = prepared.parcels
  require(one?.trackingNumber, 'the parcel has no tracking number')
  const label = await staff(`GET /api/shipments/${one.shipmentId}/label`)
  require(isPdf(label.bytes), 'what should be the label is no PDF')
  await scan(staff, prepared)
  await awaitOrder(shop, bought, 'delivered', ({ status }) => status === 'delivered')
  const { body } = await shop<Tracked>(`GET /api/tracking/${one.trackingNumber}`)
  require(body.status === 'delivered', `its tracking says ${body.status}`)
}
