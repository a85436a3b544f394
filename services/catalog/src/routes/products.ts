import {
  createProduct,
  deleteProduct,
  listProducts,
  putProductByExternalId,
  readProduct,
  replaceProduct,
  searchProducts,
} from '@comptoir/contracts/catalog-products'
import type { ServiceApp } from '@comptoir/service/app'
import { isStaff, maybeUser, requireRole, type ServiceEnv } from '@comptoir/service/auth'
import { etagOf } from '@comptoir/service/etag'
import { refuse } from '@comptoir/service/refusal'
import type { Context } from 'hono'
import type { Deps } from '../app.ts'
import type { Catalogue } from '../catalogue.ts'
import { createPageAnswers, staffPage } from '../page-answers.ts'
import { archiveProduct } from '../product.ts'
import { toView } from '../product-view.ts'

/** What staff see is for no cache on the way. */
const forStaff = 'private, no-store'

export function addProductRoutes(app: ServiceApp, deps: Deps): void {
  addLists(app, deps)
  addWrites(app, deps)

  app.openapi(readProduct, (c) => {
    const document = lookUp(deps.catalogue, c.req.valid('param').id)
    const staff = isStaff(maybeUser(c))
    if (document.data.status === 'draft' && !staff) throw refuse('not_found')
    c.header('etag', etagOf(document.version))
    if (staff) c.header('cache-control', forStaff)
    return c.json(toView(document, viewContext(deps, staff)), 200)
  })
}

function addLists(app: ServiceApp, { catalogue }: Deps): void {
  const answers = createPageAnswers(catalogue)
  for (const route of [listProducts, searchProducts]) {
    app.openapi(route, (c) => {
      const query = c.req.valid('query')
      if (query.status !== 'active') {
        requireRole(c, 'staff', 'admin')
        c.header('cache-control', forStaff)
        return jsonText(c, staffPage(catalogue, query))
      }
      const { body, etag } = answers.answer(new URL(c.req.url).search, query)
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag })
      c.header('etag', etag)
      c.header('cache-control', 'no-cache')
      return jsonText(c, body)
    })
  }
}

function addWrites(app: ServiceApp, deps: Deps): void {
  const { desk, catalogue, clock } = deps

  app.openapi(createProduct, async (c) => {
    requireRole(c, 'staff', 'admin')
    const { document } = await desk.create(c.req.valid('json'))
    c.header('etag', etagOf(document.version))
    c.header('location', `/api/products/${document.id}`)
    return c.json(toView(document, viewContext(deps, true)), 201)
  })

  app.openapi(replaceProduct, async (c) => {
    requireRole(c, 'staff', 'admin')
    const { id } = lookUp(catalogue, c.req.valid('param').id)
    const check = { ifVersion: ifMatchOf(c) }
    const { document } = await desk.replace(id, c.req.valid('json'), check)
    c.header('etag', etagOf(document.version))
    return c.json(toView(document, viewContext(deps, true)), 200)
  })

  app.openapi(putProductByExternalId, async (c) => {
    requireRole(c, 'staff', 'admin')
    const { externalId } = c.req.valid('param')
    const { document, outcome } = await desk.putByExternalId(externalId, c.req.valid('json'))
    return c.json({ productId: document.id, version: document.version, outcome }, 200)
  })

  app.openapi(deleteProduct, async (c) => {
    requireRole(c, 'staff', 'admin')
    const { id } = lookUp(catalogue, c.req.valid('param').id)
    await desk.change(id, (product) => archiveProduct(product, clock()), {
      ifVersion: ifMatchOf(c),
    })
    return c.body(null, 204)
  })
}

/** A product by id or slug, of any state; refuses with not_found. */
export function lookUp(catalogue: Catalogue, idOrSlug: string) {
  const document = catalogue.lookUp(idOrSlug)
  if (!document) throw refuse('not_found', `there is no product ${idOrSlug}`)
  return document
}

export function viewContext({ catalogue }: Pick<Deps, 'catalogue'>, staff: boolean) {
  return { tree: catalogue.tree(), available: catalogue.available, staff }
}

/** The version that `If-Match` names, if it is sent; `*` and nothing name any. */
export function ifMatchOf(c: Context<ServiceEnv>): number | undefined {
  const header = c.req.header('if-match')?.trim()
  if (!header || header === '*') return undefined
  const version = /^"(\d+)"$/.exec(header)?.[1]
  if (version === undefined) throw refuse('precondition_failed')
  return Number(version)
}

function jsonText(c: Context<ServiceEnv>, body: string): Response {
  return c.body(body, 200, { 'content-type': 'application/json' })
}
