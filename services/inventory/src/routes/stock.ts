import {
  checkAvailability,
  listStockOfLevel,
  storeStock,
} from '@comptoir/contracts/inventory/internal-routes'
import {
  importStock,
  listMovements,
  listStock,
  readStock,
  recordMovement,
  setLowThreshold,
  setStock,
} from '@comptoir/contracts/inventory/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, isStaff, maybeUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import type { Deps } from '../deps.ts'
import { type Item, publicView, staffView } from '../stock/stock.ts'

/** What anyone may ask: how many can be sold now. */
export function addAvailabilityRoutes(app: ServiceApp, { stock }: Pick<Deps, 'stock'>): void {
  app.openapi(checkAvailability, async (c) => {
    const { skus } = c.req.valid('json')
    const found = await stock.readItems(skus)
    const available = new Map(found.map((item) => [item.sku, item.available]))
    return c.json({ items: skus.map((sku) => ({ sku, available: available.get(sku) ?? 0 })) }, 200)
  })

  app.openapi(storeStock, async (c) => {
    return c.json({ items: await storeAll(stock, c.req.valid('json')) }, 200)
  })

  app.openapi(readStock, async (c) => {
    const item = await stock.readItem(c.req.valid('param').sku)
    c.header('etag', etagOf(item.version))
    return c.json((isStaff(maybeUser(c)) ? staffView : publicView)(item), 200)
  })
}

type Listing = {
  readonly level?: Item['level'] | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Stock items, for staff; and for the figures that staff see. */
export function addStockRoutes(
  app: ServiceApp,
  { stock, items }: Pick<Deps, 'stock' | 'items'>,
): void {
  async function listed({ level, ...page }: Listing) {
    const found = await items.list('byLevel', level ?? 'all', page)
    return { ...found, items: found.items.map(({ data }) => staffView(data)) }
  }

  app.openapi(listStock, async (c) => c.json(await listed(c.req.valid('query')), 200))
  app.openapi(listStockOfLevel, async (c) => c.json(await listed(c.req.valid('query')), 200))

  app.openapi(setStock, async (c) => {
    const actor = currentUser(c).id
    const { reason = 'stock set', ...wanted } = c.req.valid('json')
    const change = { ...wanted, reason, actor, ifVersion: ifMatchOf(c), mode: 'upsert' } as const
    const { outcome, item } = await stock.setItem(c.req.valid('param').sku, change)
    c.header('etag', etagOf(item.version))
    return c.json(staffView(item), outcome === 'created' ? 201 : 200)
  })

  app.openapi(importStock, async (c) => {
    const wanted = { ...c.req.valid('json'), actor: currentUser(c).id }
    return c.json({ items: await storeAll(stock, wanted) }, 200)
  })

  app.openapi(setLowThreshold, async (c) => {
    const actor = currentUser(c).id
    const { lowThreshold } = c.req.valid('json')
    const change = { lowThreshold, actor, reason: 'threshold', mode: 'update' } as const
    const { item } = await stock.setItem(c.req.valid('param').sku, change)
    return c.json(staffView(item), 200)
  })
}

/** Movements by hand, and what moved. */
export function addMovementRoutes(app: ServiceApp, { stock }: Pick<Deps, 'stock'>): void {
  app.openapi(recordMovement, async (c) => {
    const actor = currentUser(c).id
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const { sku } = c.req.valid('param')
    const movement = await stock.move({ ...c.req.valid('json'), sku, actor, idempotencyKey })
    return c.json(movement, 201)
  })

  app.openapi(listMovements, async (c) => {
    const { sku } = await stock.readItem(c.req.valid('param').sku)
    return c.json(await stock.movements(sku, c.req.valid('query')), 200)
  })
}

type Wanted = {
  readonly items: readonly { readonly sku: string; readonly onHand: number }[]
  readonly overwrite: boolean
  readonly actor: string
}

/** Sets what is on hand of new items, and of those that are known if it is to be overwritten. */
function storeAll(stock: Deps['stock'], { items, overwrite, actor }: Wanted) {
  const mode = overwrite ? 'upsert' : 'insert'
  return Promise.all(
    items.map(async ({ sku, ...change }) => {
      const { outcome } = await stock.setItem(sku, { ...change, mode, actor, reason: 'import' })
      return { sku, outcome }
    }),
  )
}
