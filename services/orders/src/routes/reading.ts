import {
  readEarlierOrder,
  readOrderContact,
  readRefundBasis,
} from '@comptoir/contracts/orders/internal-routes'
import { listOrders, readOrder, streamOrder, trackOrder } from '@comptoir/contracts/orders/routes'
import { readSagas, type Saga } from '@comptoir/contracts/platform/timeline'
import { liveAnswer } from '@comptoir/dapr/live/live-channels'
import type { ServiceApp } from '@comptoir/service/app'
import { currentBuyer, currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { readableOrder, readsOrders } from '../order/order-access.ts'
import { historyFeed } from '../order/order-feed.ts'
import { sagaIdsOf } from '../order/order-sagas.ts'
import { earlierOrderOf, needsSearch, type Search, searchOrders } from '../order/order-search.ts'
import { channelOf } from '../order/order-store.ts'
import { toContact, toOverview, toRefundBasis, toTracking, toView } from '../order/order-view.ts'
import { findRows, pageOf, sumsOf } from '../search/staff-search.ts'

type ReadingDeps = Pick<Deps, 'orders' | 'live' | 'orderRows'>

export function addReadingRoutes(app: ServiceApp, deps: ReadingDeps): void {
  app.openapi(listOrders, async (c) => {
    const user = currentUser(c)
    const query = c.req.valid('query')
    if (readsOrders(user) && needsSearch(query)) return c.json(await searchAll(deps, query), 200)
    const userId = readsOrders(user) ? query.userId : user.id
    const { items, nextCursor } = await searchOrders(deps.orders, { ...query, userId })
    return c.json({ items: items.map(toOverview), ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(readOrder, async (c) => {
    const order = await readableOrder(deps, currentBuyer(c), c.req.valid('param').orderId)
    return c.json(toView(order), 200)
  })

  app.openapi(readRefundBasis, async (c) => {
    const document = await deps.orders.get(c.req.valid('param').orderId)
    if (!document) throw refuse('not_found', 'there is no such order')
    return c.json(toRefundBasis(document.data), 200)
  })

  app.openapi(readOrderContact, async (c) => {
    const document = await deps.orders.get(c.req.valid('param').orderId)
    if (!document) throw refuse('not_found', 'there is no such order')
    return c.json(toContact(document.data), 200)
  })

  app.openapi(readEarlierOrder, async (c) => {
    const earlier = await earlierOrderOf(deps.orders, c.req.valid('param').userId)
    return c.json({ ...(earlier && { earlier }) }, 200)
  })

  app.openapi(trackOrder, async (c) => {
    const order = await readableOrder(deps, currentBuyer(c), c.req.valid('param').orderId)
    return c.json(toTracking(order), 200)
  })

  app.openapi(streamOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    await readableOrder(deps, currentBuyer(c), orderId)
    const feed = historyFeed(deps, { orderId, lastEventId: c.req.valid('header')['last-event-id'] })
    return liveAnswer(c, { channel: channelOf(orderId), live: feed.live, replay: feed.replay })
  })
}

/** A page of what staff search for, from memory, with the sums of all of it where they are asked for. */
async function searchAll({ orders, orderRows }: ReadingDeps, query: Search) {
  const { limit, cursor, totals, ...filters } = query
  const found = findRows(await orderRows.read(), filters)
  const { ids, ...page } = pageOf(found, filters, { limit, cursor })
  const items = (await orders.getMany(ids)).map(toOverview)
  return { items, ...page, ...(totals && { totals: sumsOf(found) }) }
}

/** What operators may know of the workflows of an order. */
export function addSagaRoutes(
  app: ServiceApp,
  { engine, orders }: Pick<Deps, 'engine' | 'orders'>,
): void {
  app.openapi(readSagas, async (c) => {
    const order = (await orders.get(c.req.valid('param').orderId))?.data
    const ids = order ? sagaIdsOf(order) : []
    const sagas = await Promise.all(ids.map((id) => sagaOf(engine, id)))
    return c.json({ sagas: sagas.flat() }, 200)
  })
}

/** The saga of that id; none when it never ran, or its history was purged. */
async function sagaOf(engine: Deps['engine'], instanceId: string): Promise<Saga[]> {
  const state = await engine.state(instanceId)
  if (!state) return []
  return [{ instanceId, status: state.status, steps: await engine.history(instanceId) }]
}
