import {
  importStock,
  listStock,
  setLowThreshold,
  setStock,
} from '@comptoir/contracts/inventory/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import type { Deps } from '../deps.ts'
import { staffView } from '../stock/stock-view.ts'

/** Stock items, for staff. */
export function addStockRoutes(
  app: ServiceApp,
  { stock, items }: Pick<Deps, 'stock' | 'items'>,
): void {
  app.openapi(listStock, async (c) => {
    const { level, ...page } = c.req.valid('query')
    const found = await items.list('byLevel', level ?? 'all', page)
    return c.json({ ...found, items: found.items.map(({ data }) => staffView(data)) }, 200)
  })

  app.openapi(setStock, async (c) => {
    const actor = currentUser(c).id
    const { reason = 'stock set', ...change } = c.req.valid('json')
    const ifVersion = ifMatchOf(c)
    const { outcome, item } = await stock.setItem(c.req.valid('param').sku, {
      ...change,
      reason,
      actor,
      ifVersion,
      mode: 'upsert',
    })
    c.header('etag', etagOf(item.version))
    return c.json(staffView(item), outcome === 'created' ? 201 : 200)
  })

  app.openapi(importStock, async (c) => {
    const actor = currentUser(c).id
    const { items: wanted, overwrite } = c.req.valid('json')
    const mode = overwrite ? 'upsert' : 'insert'
    const outcomes = await Promise.all(
      wanted.map(async ({ sku, ...change }) => {
        const { outcome } = await stock.setItem(sku, { ...change, mode, actor, reason: 'import' })
        return { sku, outcome }
      }),
    )
    return c.json({ items: outcomes }, 200)
  })

  app.openapi(setLowThreshold, async (c) => {
    const actor = currentUser(c).id
    const { lowThreshold } = c.req.valid('json')
    const change = { lowThreshold, actor, reason: 'threshold', mode: 'update' } as const
    const { item } = await stock.setItem(c.req.valid('param').sku, change)
    return c.json(staffView(item), 200)
  })
}
