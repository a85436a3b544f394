import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createServiceApp, type ServiceApp, type ServiceAppOptions } from '@comptoir/service/app'
import type { CategoryDesk } from './categories/category-desk.ts'
import { imageLimits } from './images/images.ts'
import type { Renditions } from './images/renditions.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { createKeptAnswers } from './memory/kept-answers.ts'
import type { ProductDesk } from './products/product-desk.ts'
import { addCategoryRoutes } from './routes/categories.ts'
import { addImageRoutes } from './routes/images.ts'
import { addInternalRoutes } from './routes/internal.ts'
import { addProductRoutes } from './routes/products.ts'
import { addSearchRoutes } from './routes/search.ts'
import type { SearchSettings } from './search/search-settings-store.ts'

export type Deps = Pick<
  ServiceAppOptions,
  'verify' | 'log' | 'appToken' | 'corsOrigins' | 'ready'
> & {
  catalogue: Catalogue
  desk: ProductDesk
  categoryDesk: CategoryDesk
  settings: SearchSettings
  blobs: Blobs
  renditions: Renditions
  clock: () => Date
  newCategoryId: () => string
}

const formOverheadBytes = 64 * 1024

/** Catalog: products, variants, prices, categories, pictures and search, all reads from memory. */
export function createApp(deps: Deps): ServiceApp {
  const kept = createKeptAnswers(deps.catalogue)
  const app = createServiceApp({
    ...deps,
    appId: 'catalog',
    title: 'Catalog',
    description: 'Products, variants, prices, categories, pictures and search',
    bodyLimitBytes: imageLimits.bytes + formOverheadBytes,
    recall: kept.recall,
  })
  addProductRoutes(app, { ...deps, kept })
  addImageRoutes(app, deps)
  addCategoryRoutes(app, deps)
  addSearchRoutes(app, deps)
  addInternalRoutes(app, deps)
  return app
}
