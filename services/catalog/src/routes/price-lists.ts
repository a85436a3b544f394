import {
  archivePriceList,
  createPriceList,
  listPriceLists,
  readPriceList,
  replacePriceList,
} from '@comptoir/contracts/catalog/price-list-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { everyPriceList } from '../price-lists/price-list-store.ts'
import { toView } from '../price-lists/price-list-view.ts'

export function addPriceListRoutes(app: ServiceApp, deps: Deps): void {
  const { priceLists, priceListCommands, clock } = deps

  app.openapi(listPriceLists, async (c) => {
    const { status, ...page } = c.req.valid('query')
    const { index, key } = status ? { index: 'status', key: status } : everyPriceList
    const { items, nextCursor } = await priceLists.list(index, key, { ...page, order: 'desc' })
    const views = items.map((document) => toView(document, clock()))
    return c.json({ items: views, ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(readPriceList, async (c) => {
    const document = await priceLists.get(c.req.valid('param').priceListId)
    if (!document) throw refuse('not_found', 'there is no such price list')
    c.header('etag', etagOf(document.version))
    return c.json(toView(document, clock()), 200)
  })

  app.openapi(createPriceList, async (c) => {
    const document = await priceListCommands.create(c.req.valid('json'))
    c.header('etag', etagOf(document.version))
    c.header('location', `/api/price-lists/${document.id}`)
    return c.json(toView(document, clock()), 201)
  })

  app.openapi(replacePriceList, async (c) => {
    const { priceListId } = c.req.valid('param')
    const document = await priceListCommands.replace(priceListId, c.req.valid('json'), ifMatchOf(c))
    c.header('etag', etagOf(document.version))
    return c.json(toView(document, clock()), 200)
  })

  app.openapi(archivePriceList, async (c) => {
    await priceListCommands.archive(c.req.valid('param').priceListId, ifMatchOf(c))
    return c.body(null, 204)
  })
}
