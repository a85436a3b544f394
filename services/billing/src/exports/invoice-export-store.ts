import { InvoiceExport } from '@comptoir/contracts/billing/export-routes'
import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const File = z.object({ sha256: z.string(), size: z.int() })

/** A piece of the ZIP: the bytes of some entries, and what the directory says of them. No files once they are removed. */
const ExportPart = z.object({
  data: File.optional(),
  directory: File.optional(),
  entries: z.int(),
  /** Documents without a readable file. */
  leftOut: z.array(z.string()),
})
export type ExportPart = Readonly<z.infer<typeof ExportPart>>

const asked = {
  filter: InvoiceExport.shape.filter,
  createdBy: z.string(),
  createdAt: Instant,
}
const begun = {
  /** The hash of the file that names its documents. */
  ids: z.string(),
  total: z.int(),
  parts: z.array(ExportPart),
  /** Rounds that failed since the last part. */
  failures: z.int(),
}
const ended = { ...asked, ...z.object(begun).partial().shape, endedAt: Instant }

export const StoredExport = z.discriminatedUnion('status', [
  z.object({ status: z.literal('queued'), ...asked }),
  z.object({ status: z.literal('running'), ...asked, ...begun }),
  z.object({ status: z.literal('done'), ...asked, ...begun, endedAt: Instant, expiresAt: Instant }),
  z.object({ status: z.literal('failed'), ...ended, reason: InvoiceExport.shape.reason.unwrap() }),
  z.object({ status: z.literal('cancelled'), ...ended }),
  z.object({ status: z.literal('expired'), ...ended }),
])
export type StoredExport = Readonly<z.infer<typeof StoredExport>>

export type InvoiceExports = Collection<StoredExport>

/** Exports of papers, by an id derived from who asked and from the Idempotency-Key. */
export const createInvoiceExports = (store: Store): InvoiceExports =>
  createCollection<StoredExport>(store, {
    name: 'invoice-exports',
    schema: StoredExport,
    indexes: { list: listEntries, open: openEntries, files: fileEntries },
  })

const listEntries = ({ createdAt }: StoredExport) => [{ key: 'all', score: Date.parse(createdAt) }]

/** What is to be made. */
const openEntries = (job: StoredExport) =>
  job.status === 'queued' || job.status === 'running' ? listEntries(job) : []

/** By when their files may go, the exports that ended and have some. */
function fileEntries(job: StoredExport) {
  if (job.status === 'queued' || job.status === 'running' || job.ids === undefined) return []
  const from = job.status === 'done' ? job.expiresAt : job.endedAt
  return [{ key: 'all', score: Date.parse(from) }]
}
