import { findStaff } from '../shop/running-shop.ts'
import { asStaff } from '../shop/staff-session.ts'
import { buy, type Scene, savePapers, watch } from './purchase.ts'

/** Someone registers, orders, and follows the parcel to the door; the papers are saved. */
export async function tellShopperStory(scene: Scene): Promise<string> {
  const purchase = await buy(scene)
  const order = await watch(scene, purchase)
  const { shop } = scene
  const { token } = purchase.shopper
  const staff = asStaff(shop, findStaff())
  const [parcel] = order.parcels
  await savePapers(order, {
    invoice: () => shop(`GET /api/invoices/${order.invoice.invoiceId}/pdf`, { token }),
    ...(parcel && { label: () => staff(`GET /api/shipments/${parcel.shipmentId}/label`) }),
  })
  return `Delivered: order ${order.number}`
}
