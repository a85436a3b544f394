import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { imageBytes } from './images/images.ts'
import { createResponseMemory } from './memory/response-memory.ts'
import { addCategoryRoutes } from './routes/categories.ts'
import { addImageRoutes } from './routes/images.ts'
import { addPriceListRoutes } from './routes/price-lists.ts'
import { addProductChangeRoutes } from './routes/product-changes.ts'
import { addProductExportRoute } from './routes/product-export.ts'
import { addProductImportRoutes } from './routes/product-imports.ts'
import { addProductPriceRoutes } from './routes/product-prices.ts'
import { addProductRoutes } from './routes/products.ts'
import { addSearchRoutes } from './routes/search.ts'

const formOverheadBytes = 64 * 1024

/** Catalog: products, variants, prices, categories, pictures and search, all reads from memory. */
export function createApp(deps: Deps): ServiceApp {
  const responses = createResponseMemory(deps.catalogue)
  const app = createServiceApp({
    ...deps,
    appId: 'catalog',
    title: 'Catalog',
    description: 'Products, variants, prices, categories, pictures and search',
    bodyLimitBytes: imageBytes + formOverheadBytes,
    memory: responses.find,
  })
  addProductExportRoute(app, deps)
  addProductRoutes(app, { ...deps, responses })
  addProductPriceRoutes(app, deps)
  addProductChangeRoutes(app, deps)
  addProductImportRoutes(app, deps)
  addImageRoutes(app, deps)
  addCategoryRoutes(app, deps)
  addPriceListRoutes(app, deps)
  addSearchRoutes(app, deps)
  return app
}
