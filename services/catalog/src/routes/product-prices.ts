import type { PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import { readProductPrices } from '@comptoir/contracts/catalog/product-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { maybeUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type Catalogue, findProduct } from '../memory/catalogue.ts'
import type { Product } from '../products/product.ts'
import { isSellerOf } from '../vendors/vendor-access.ts'

const currency = 'EUR'

/** What whoever asks pays. Accounts is asked only where the price depends on the customer. */
export function addProductPriceRoutes(app: ServiceApp, { catalogue, customers }: Deps): void {
  app.openapi(readProductPrices, async (c) => {
    const user = maybeUser(c)
    const { data: product } = findProduct(catalogue, c.req.valid('param').id)
    const isShown = product.status !== 'draft' && catalogue.sells(product)
    if (!isShown && !isSellerOf(user, product)) throw refuse('not_found')
    const asksAccounts = user !== undefined && dependsOnCustomer(catalogue, product)
    const customer = asksAccounts ? await customers(user.id) : {}
    const items = pricesOf(catalogue, product, customer ?? {})
    c.header('cache-control', 'private, no-store')
    return c.json({ items, ...(!customer && { degraded: ['customer_prices' as const] }) }, 200)
  })
}

function dependsOnCustomer(catalogue: Catalogue, product: Product): boolean {
  const anyone = { currency, quantity: 1, customer: {} }
  return product.variants.some((variant) =>
    catalogue.priceFor(product, variant, anyone)?.priceDependsOn?.includes('customer'),
  )
}

function pricesOf(catalogue: Catalogue, product: Product, customer: PriceCustomer) {
  return product.variants.flatMap((variant) => {
    const found = catalogue.priceFor(product, variant, { currency, quantity: 1, customer })
    if (!found) return []
    const { priceDependsOn: _, ...price } = found
    const tiers = catalogue.tiersFor(product, variant, { currency, customer })
    return [{ sku: variant.sku, ...price, tiers }]
  })
}
