import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceDeps } from '@comptoir/service/app'
import type { CategoryDesk } from './categories/category-desk.ts'
import type { Renditions } from './images/renditions.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { ProductDesk } from './products/product-desk.ts'
import type { SearchSettings } from './search/search-settings-store.ts'

export type Deps = ServiceDeps & {
  readonly catalogue: Catalogue
  readonly desk: ProductDesk
  readonly categoryDesk: CategoryDesk
  readonly settings: SearchSettings
  readonly blobs: Blobs
  readonly renditions: Renditions
  readonly clock: () => Date
  readonly newCategoryId: () => string
}
