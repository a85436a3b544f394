import {
  ProductImportCheck,
  ProductImportMapping,
  ProductImportProgress,
  ProductImportRetry,
  ProductImportStatus,
} from '@comptoir/contracts/catalog/product-import-routes'
import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const StoredImport = z.object({
  status: ProductImportStatus,
  /** The file, by its hash. */
  file: z.string(),
  bytes: z.int(),
  columns: z.array(z.string()),
  assumed: z.array(z.string()),
  mapping: ProductImportMapping.optional(),
  check: ProductImportCheck.optional(),
  progress: ProductImportProgress.optional(),
  /** The file with what was said of its lines, by its hash. */
  remarks: z.string().optional(),
  reason: z.string().optional(),
  retry: ProductImportRetry.optional(),
  /** Of one that was given up: what it was at. */
  failedIn: z.enum(['checking', 'running']).optional(),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
})
export type StoredImport = Readonly<z.infer<typeof StoredImport>>
export type ProductImports = Collection<StoredImport>

/** Files of products: `all` newest first, `open` those that are at work, by when their turn is. */
export const createProductImports = (store: Store): ProductImports =>
  createCollection<StoredImport>(store, {
    ...{ name: 'product-imports', audit: 'plain', schema: StoredImport },
    indexes: {
      all: ({ createdAt }) => [{ key: 'all', score: Date.parse(createdAt) }],
      open: ({ status, createdAt, retry }) =>
        status === 'running' || status === 'checking'
          ? [{ key: 'all', score: Date.parse(retry?.at ?? createdAt) }]
          : [],
    },
  })

const ColumnMapping = z.object({ mapping: ProductImportMapping })
export type ColumnMappings = Collection<z.infer<typeof ColumnMapping>>

/** The mapping that was used last for a file with these columns. */
export const createColumnMappings = (store: Store): ColumnMappings =>
  createCollection(store, { name: 'column-mappings', audit: 'none', schema: ColumnMapping })
