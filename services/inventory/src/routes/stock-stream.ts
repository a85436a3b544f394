import { streamStock } from '@comptoir/contracts/inventory/stock-stream'
import type { ServiceApp } from '@comptoir/service/app'
import { isStaff, maybeUser } from '@comptoir/service/auth/auth'
import { streamEvents } from '@comptoir/service/http/sse'
import type { Deps } from '../deps.ts'
import { createSeenStock } from '../live/seen-stock.ts'
import { shownToShoppers, shownToStaff } from '../live/stock-shown.ts'

/** The live stream of stock. Its path comes before `GET /api/stock/{sku}`. */
export function addStockStreamRoute(app: ServiceApp, { feed }: Pick<Deps, 'feed'>): void {
  app.openapi(streamStock, (c) => {
    const { sku: skus } = c.req.valid('query')
    const view = isStaff(maybeUser(c)) ? shownToStaff : shownToShoppers
    const seen = createSeenStock(skus, c.req.valid('header')['last-event-id'])
    return streamEvents(c, {
      open: (stream) =>
        feed.follow(skus, (item) => {
          const data = view(item)
          const id = seen.take(data)
          if (id !== undefined) stream.send({ id, type: 'stock', data })
        }),
    })
  })
}
