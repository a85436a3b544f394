import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import { cancelOrder, completeOrder, deleteOrder } from '@comptoir/contracts/orders/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, type User } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { move, openStatuses } from '../order/order.ts'
import { visibleOrder } from '../order/order-access.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { toView } from '../order/order-view.ts'
import { changeAndWait, isCancelDecided, preferredWait } from '../order/order-wait.ts'
import { passCancel } from '../saga/saga-starter.ts'

type ChangingDeps = Pick<Deps, 'orders' | 'live' | 'sagas' | 'clock'>

export function addChangingRoutes(app: ServiceApp, deps: ChangingDeps): void {
  app.openapi(cancelOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const { prefer } = c.req.valid('header')
    return c.json(await cancel(deps, { user: currentBuyer(c), orderId, reason, prefer }), 200)
  })

  app.openapi(deleteOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const { prefer } = c.req.valid('header')
    const reason = 'deleted'
    return c.json(await cancel(deps, { user: currentBuyer(c), orderId, reason, prefer }), 200)
  })

  app.openapi(completeOrder, async (c) => {
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

type Cancel = {
  readonly user: User
  readonly orderId: string
  readonly reason: string
  readonly prefer: string | undefined
}

/** Writes the request on the order, then passes it to the saga that works on the order. */
async function cancel(deps: ChangingDeps, { user, orderId, reason, prefer }: Cancel) {
  const { data: before } = await visibleOrder(deps, user, orderId)
  const by = user.id === before.userId ? 'customer' : 'staff'
  const wait = { orderId, seconds: preferredWait(prefer), isDone: isCancelDecided }
  return await changeAndWait(deps, wait, async () => {
    const at = deps.clock().toISOString()
    const requested = await deps.orders.change(orderId, (order) =>
      requestCancel(order, { reason, by, at }),
    )
    await passCancel(deps.sagas, requested.data)
    return requested
  })
}
