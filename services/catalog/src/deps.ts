import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { Customers } from '@comptoir/dapr/sidecar/customers'
import type { ServiceDeps } from '@comptoir/service/app'
import type { CategoryCommands } from './categories/category-commands.ts'
import type { ChangeJobs } from './changes/change-job-store.ts'
import type { Renditions } from './images/images.ts'
import type { ColumnMappings, ProductImports } from './imports/product-import-store.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { PriceListCommands } from './price-lists/price-list-commands.ts'
import type { PriceLists } from './price-lists/price-list-store.ts'
import type { ProductCommands } from './products/product-commands.ts'
import type { SearchSettings } from './search/search-settings-store.ts'

export type Deps = ServiceDeps & {
  readonly catalogue: Catalogue
  readonly productCommands: ProductCommands
  readonly changeJobs: ChangeJobs
  readonly productImports: ProductImports
  readonly columnMappings: ColumnMappings
  readonly categoryCommands: CategoryCommands
  readonly priceLists: PriceLists
  readonly priceListCommands: PriceListCommands
  readonly customers: Customers
  readonly settings: SearchSettings
  readonly blobs: Blobs
  readonly renditions: Renditions
  readonly clock: () => Date
  readonly newCategoryId: () => string
}
