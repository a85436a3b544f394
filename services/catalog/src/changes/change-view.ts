import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { StoredChangeJob } from './change-job-store.ts'

/** A bulk change as staff see it. */
export function changeView({ id, data }: Document<StoredChangeJob>): ProductChangeJob {
  const { fingerprint: _, ids: __, ...rest } = data
  return publicView<ProductChangeJob>()({ changeId: id, ...rest })
}
