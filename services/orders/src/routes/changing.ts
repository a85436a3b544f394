import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import { cancelOrder, completeOrder, deleteOrder } from '@comptoir/contracts/orders/routes'
import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, requireRole, type User } from '@comptoir/service/auth/auth'
import type { Deps } from '../app.ts'
import { move, openStatuses } from '../order/order.ts'
import { actorOf, visibleOrder } from '../order/order-access.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { toView } from '../order/order-view.ts'
import { isCancelDecided, preferredWait, watchOrder } from '../order/order-wait.ts'
import { passCancel } from '../saga/control.ts'

export function addChangingRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(cancelOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const seconds = preferredWait(c.req.valid('header').prefer)
    return c.json(await cancel(deps, { user: currentUser(c), orderId, reason, seconds }), 200)
  })

  app.openapi(deleteOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const seconds = preferredWait(c.req.valid('header').prefer)
    const reason = 'deleted'
    return c.json(await cancel(deps, { user: currentUser(c), orderId, reason, seconds }), 200)
  })

  app.openapi(completeOrder, async (c) => {
    requireRole(c, 'staff', 'admin')
    const at = deps.clock().toISOString()
    const { orderId } = c.req.valid('param')
    const order = await deps.orders.change(orderId, (current) =>
      move(current, 'completed', { at, by: 'staff' }),
    )
    return c.json(toView(order), 200)
  })

  app.openapi(countOpenOrders, async (c) => {
    const { userId } = c.req.valid('param')
    const keys = openStatuses.map((status) => `user:${userId}:status:${status}`)
    const counts = await Promise.all(keys.map((key) => deps.orders.count('of', key)))
    return c.json({ open: counts.reduce((sum, count) => sum + count, 0) }, 200)
  })
}

type Cancelling = {
  readonly user: User
  readonly orderId: string
  readonly reason: string
  readonly seconds: number
}

/** Writes the wish on the order, then tells the saga that has it in hand. */
async function cancel(
  deps: Deps,
  { user, orderId, reason, seconds }: Cancelling,
): Promise<OrderView> {
  const { data: before } = await visibleOrder(deps, user, orderId)
  const watch = await watchOrder(deps, orderId)
  try {
    const at = deps.clock().toISOString()
    const by = actorOf(user, before)
    const asked = await deps.orders.change(orderId, (order) =>
      requestCancel(order, { reason, by, at }),
    )
    await passCancel(deps.sagas, asked.data)
    return toView((await watch.until(isCancelDecided, seconds)) ?? asked)
  } finally {
    watch.stop()
  }
}
