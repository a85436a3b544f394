import { listVendorOrders, readVendorOrder } from '@comptoir/contracts/orders/vendors/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, type User, vendorOf } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { readsOrders } from '../order/order-access.ts'
import { vendorPart } from '../vendor-orders/vendor-order.ts'

/** What a vendor sees of orders: its own part of them. */
export function addVendorOrderRoutes(app: ServiceApp, { orders }: Pick<Deps, 'orders'>): void {
  app.openapi(listVendorOrders, async (c) => {
    const { vendorId } = c.req.valid('param')
    requireVendor(currentUser(c), vendorId)
    const { status, limit, cursor } = c.req.valid('query')
    const key = `vendor:${vendorId}${status ? `:status:${status}` : ''}`
    const page = await orders.list('of', key, { limit, cursor, order: 'desc' })
    const items = page.items.flatMap(({ data }) => vendorPart(data, vendorId) ?? [])
    return c.json({ ...page, items }, 200)
  })

  app.openapi(readVendorOrder, async (c) => {
    const { vendorId, orderId } = c.req.valid('param')
    requireVendor(currentUser(c), vendorId)
    const order = await orders.get(orderId)
    const part = order && vendorPart(order.data, vendorId)
    if (!part) throw refuse('not_found', 'there is no such order')
    return c.json(part, 200)
  })
}

/** A vendor's own people, and whoever reads the orders of every customer. To others there is no such vendor. */
function requireVendor(user: User, vendorId: string): void {
  if (vendorOf(user) !== vendorId && !readsOrders(user)) throw refuse('not_found', 'no such vendor')
}
