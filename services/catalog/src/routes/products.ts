import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import {
  createProduct,
  deleteProduct,
  listProducts,
  listRelatedProducts,
  putProductByExternalId,
  readProduct,
  readProductByExternalId,
  replaceProduct,
  searchProducts,
} from '@comptoir/contracts/catalog/product-routes'
import { lookUp } from '@comptoir/contracts/look-up'
import type { ServiceApp } from '@comptoir/service/app'
import {
  currentUser,
  maybeUser,
  requireRole,
  type ServiceEnv,
  vendorOf,
} from '@comptoir/service/auth/auth'
import { etagOf, holds, ifMatchOf } from '@comptoir/service/http/etag'
import { targetOf } from '@comptoir/service/http/response-headers'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { findProduct } from '../memory/catalogue.ts'
import type { ResponseMemory } from '../memory/response-memory.ts'
import { archiveProduct, type Product } from '../products/product.ts'
import { pageBody, staffPage } from '../products/product-list.ts'
import { customerView, staffView, toSnapshot } from '../products/product-view.ts'
import { changeableBy, isSellerOf, ownedInput, writerOf } from '../vendors/vendor-access.ts'

/** What staff see is for no cache on the way. */
const forStaff = 'private, no-store'

type ProductDeps = Deps & { readonly responses: ResponseMemory }

export function addProductRoutes(app: ServiceApp, deps: ProductDeps): void {
  const { catalogue, responses } = deps
  addLists(app, deps)
  addWrites(app, deps)
  addLookup(app, deps)
  const isHidden = (product: Product) => product.status === 'draft' || !catalogue.sells(product)

  app.openapi(readProduct, (c): Response => {
    const document = findProduct(catalogue, c.req.valid('param').id)
    if (isSellerOf(maybeUser(c), document.data)) {
      const headers = { etag: etagOf(document.version), 'cache-control': forStaff }
      return jsonText(c, JSON.stringify(staffView(document, catalogue)), headers)
    }
    if (isHidden(document.data)) throw refuse('not_found')
    return answerRemembered(c, responses, '/api/products/:id', () =>
      JSON.stringify(customerView(document, catalogue)),
    )
  })

  app.openapi(listRelatedProducts, (c): Response => {
    const { id, data } = findProduct(catalogue, c.req.valid('param').id)
    if (isHidden(data)) throw refuse('not_found')
    const { limit } = c.req.valid('query')
    return answerRemembered(
      c,
      responses,
      '/api/products/:id/related',
      () => `{"items":[${catalogue.related(id, limit).join(',')}]}`,
    )
  })

  app.openapi(readProductByExternalId, (c) => {
    const { externalId } = c.req.valid('param')
    const document = catalogue.byExternalId(externalId)
    if (!document) throw refuse('not_found', `no product has the external id ${externalId}`)
    c.header('etag', etagOf(document.version))
    c.header('cache-control', forStaff)
    return c.json(staffView(document, catalogue), 200)
  })
}

/**
 * Answers what is the same for everyone, and keeps it. Its tag changes with anything in the catalogue: the version of a
 * product, the tag that staff need for `If-Match`, says nothing of its stock.
 */
function answerRemembered(
  c: Context,
  responses: ResponseMemory,
  route: string,
  textOf: () => string,
): Response {
  const { etag, headers, body } = responses.remember(targetOf(c), () => {
    const tag = responses.tag()
    return { route, etag: tag, headers: { etag: tag, 'cache-control': 'no-cache' }, text: textOf() }
  })
  if (etag !== undefined && holds(c.req.header('if-none-match'), etag)) {
    return c.body(null, 304, { etag })
  }
  return c.body(body, 200, headers)
}

function addLists(app: ServiceApp, { catalogue, responses }: ProductDeps): void {
  for (const route of [listProducts, searchProducts]) {
    app.openapi(route, (c): Response => {
      const query = c.req.valid('query')
      if (query.status !== 'active') {
        const page = staffPage(catalogue, query, shownVendor(c))
        return jsonText(c, page, { 'cache-control': forStaff })
      }
      return answerRemembered(c, responses, route.path, () => pageBody(catalogue, query))
    })
  }
}

/** Whose products of any state somebody may list: a vendor's people their own, staff those of all. */
function shownVendor(c: Context<ServiceEnv>): string | undefined {
  const own = vendorOf(currentUser(c))
  if (own === undefined) requireRole(c, 'staff', 'admin')
  return own
}

function addWrites(app: ServiceApp, { productCommands, catalogue, clock }: Deps): void {
  app.openapi(createProduct, async (c) => {
    const input = ownedInput(currentUser(c), c.req.valid('json'), catalogue)
    const { document } = await productCommands.create(input)
    c.header('etag', etagOf(document.version))
    c.header('location', `/api/products/${document.id}`)
    return c.json(staffView(document, catalogue), 201)
  })

  app.openapi(replaceProduct, async (c) => {
    const user = currentUser(c)
    const found = findProduct(catalogue, c.req.valid('param').id)
    const { id, mayChange } = changeableBy(user, found)
    const input = ownedInput(user, c.req.valid('json'), catalogue)
    const check = { ifVersion: ifMatchOf(c), mayChange, by: writerOf(user) }
    const { document } = await productCommands.replace(id, input, check)
    c.header('etag', etagOf(document.version))
    return c.json(staffView(document, catalogue), 200)
  })

  app.openapi(putProductByExternalId, async (c) => {
    const { externalId } = c.req.valid('param')
    const input = ownedInput(currentUser(c), c.req.valid('json'), catalogue)
    const { document, outcome } = await productCommands.putByExternalId(externalId, input)
    return c.json({ productId: document.id, version: document.version, outcome }, 200)
  })

  app.openapi(deleteProduct, async (c) => {
    const found = findProduct(catalogue, c.req.valid('param').id)
    const user = currentUser(c)
    const { id, mayChange } = changeableBy(user, found)
    const rule = (product: Product) => archiveProduct(product, clock(), writerOf(user))
    await productCommands.change(id, rule, { ifVersion: ifMatchOf(c), mayChange })
    return c.body(null, 204)
  })
}

/** What carts and orders copy of variants. */
function addLookup(app: ServiceApp, { catalogue }: Deps): void {
  app.openapi(lookupVariants, (c) => {
    const { skus, quantities = {}, customer = {}, currency } = c.req.valid('json')
    const variants = [...new Set(skus)].flatMap((sku) => {
      const found = catalogue.variantOf(sku)
      if (!found) return []
      const { product, variant } = found
      const buyer = { currency, quantity: lookUp(quantities, sku) ?? 1, customer }
      const price = catalogue.priceFor(product, variant, buyer)
      return price
        ? [toSnapshot(product, variant, { ...catalogue, price, tree: catalogue.tree() })]
        : []
    })
    return c.json({ variants }, 200)
  })
}

function jsonText(c: Context<ServiceEnv>, text: string, headers: Record<string, string>) {
  return c.body(text, 200, { 'content-type': 'application/json', ...headers })
}
