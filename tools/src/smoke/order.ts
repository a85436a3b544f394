import { watchUntilDelivered } from '../shop/demo-shopper.ts'
import { newTrace } from '../shop/shop-api.ts'
import { require, type SmokeTest } from './around.ts'
import { awaitOrder, isPrepared, purchase } from './purchase.ts'
import { scan } from './scan.ts'

/** Orders and pays, and watches the live stream until the parcel is delivered. */
export const order: SmokeTest = async (around) => {
  const { gatewayUrl, shop, staff } = around
  const bought = await purchase(around)
  const prepared = await awaitOrder(shop, bought, 'processing', isPrepared)
  require(prepared.paymentStatus === 'paid', `its payment is ${prepared.paymentStatus}`)
  const statuses: string[] = []
  const { shopper } = bought
  const { traceparent } = newTrace()
  const { orderId } = bought.order
  const watched = watchUntilDelivered(
    { gatewayUrl, shopper, orderId, traceparent, withinMs: 90_000 },
    ({ status }) => statuses.push(status),
  )
  await Promise.all([watched, scan(staff, prepared)])
  const wanted = ['pending', 'confirmed', 'processing', 'shipped', 'delivered']
  const unseen = wanted.filter((status) => !statuses.includes(status))
  require(unseen.length === 0, `the live stream did not show ${unseen.join(', ')}`)
}
