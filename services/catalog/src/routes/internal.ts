import { lookupVariants } from '@comptoir/contracts/catalog/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { toSnapshot } from '../products/product-view.ts'

export function addInternalRoutes(app: ServiceApp, { catalogue }: Pick<Deps, 'catalogue'>): void {
  app.openapi(lookupVariants, (c) => {
    const { skus } = c.req.valid('json')
    const variants = [...new Set(skus)].flatMap((sku) => {
      const found = catalogue.variantOf(sku)
      return found ? [toSnapshot(found.product, found.variant)] : []
    })
    return c.json({ variants }, 200)
  })
}
