import type { InvoiceExport } from '@comptoir/contracts/billing/export-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import { documentsIn } from './invoice-export.ts'
import type { StoredExport } from './invoice-export-store.ts'
import { zipSizeOf } from './zip.ts'

const mostLeftOut = 100

/** An export as staff see it. A ZIP whose time is over is expired, although its files may not be removed yet. */
export function exportViewOf({ id, data }: Document<StoredExport>, now: Date): InvoiceExport {
  const { filter, createdBy, createdAt } = data
  const parts = data.status === 'queued' ? [] : (data.parts ?? [])
  const leftOut = parts.flatMap((part) => part.leftOut)
  const failed = leftOut.length
  const total = data.status === 'queued' ? undefined : data.total
  return {
    ...{ exportId: id, filter, createdBy, createdAt },
    status: isExpired(data, now) ? 'expired' : data.status,
    progress: { done: documentsIn(parts) - failed, failed, ...(total !== undefined && { total }) },
    ...(failed > 0 && { leftOut: leftOut.slice(0, mostLeftOut) }),
    ...('endedAt' in data && { endedAt: data.endedAt }),
    ...(data.status === 'failed' && { reason: data.reason }),
    ...(data.status === 'done' &&
      !isExpired(data, now) && {
        download: {
          path: `/api/invoice-exports/${id}/file`,
          size: zipSizeOf(parts),
          expiresAt: data.expiresAt,
        },
      }),
  }
}

export const isExpired = (job: StoredExport, now: Date): boolean =>
  job.status === 'done' && Date.parse(job.expiresAt) <= now.getTime()
