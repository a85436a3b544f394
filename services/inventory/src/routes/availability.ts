import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import { readStock } from '@comptoir/contracts/inventory/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { isStaff, maybeUser } from '@comptoir/service/auth/auth'
import { etagOf } from '@comptoir/service/http/etag'
import type { Deps } from '../deps.ts'
import { publicView, staffView } from '../stock/stock-view.ts'

/** What anyone may ask: how many can be sold now. */
export function addAvailabilityRoutes(app: ServiceApp, { stock }: Pick<Deps, 'stock'>): void {
  app.openapi(checkAvailability, async (c) => {
    const { skus } = c.req.valid('json')
    const found = await stock.readItems(skus)
    const available = new Map(found.map((item) => [item.sku, item.available]))
    return c.json({ items: skus.map((sku) => ({ sku, available: available.get(sku) ?? 0 })) }, 200)
  })

  app.openapi(readStock, async (c) => {
    const item = await stock.readItem(c.req.valid('param').sku)
    c.header('etag', etagOf(item.version))
    return c.json((isStaff(maybeUser(c)) ? staffView : publicView)(item), 200)
  })
}
