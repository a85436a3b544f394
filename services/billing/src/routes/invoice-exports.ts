import {
  cancelInvoiceExport,
  createInvoiceExport,
  getInvoiceExport,
  getInvoiceExportFile,
  type InvoiceExportFilter,
  listInvoiceExports,
} from '@comptoir/contracts/billing/export-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { exportFileOf } from '../exports/export-file.ts'
import { exportViewOf, isExpired } from '../exports/export-view.ts'
import { cancelExport } from '../exports/invoice-export.ts'
import { zipSizeOf } from '../exports/zip.ts'

type ExportDeps = Pick<Deps, 'exports' | 'blobs' | 'clock'>

/** Papers of some days as one ZIP: for staff. */
export function addInvoiceExportRoutes(app: ServiceApp, deps: ExportDeps): void {
  const { exports, clock } = deps

  app.openapi(createInvoiceExport, async (c) => {
    const { 'idempotency-key': key } = c.req.valid('header')
    const filter = c.req.valid('json')
    const createdBy = currentUser(c).id
    const asked = { status: 'queued', filter, createdBy, createdAt: clock().toISOString() } as const
    const { document } = await exports.create(idOfRequest('exp', createdBy, key), asked)
    if (!isSame(document.data.filter, filter)) throw refuse('idempotency_key_reused')
    return c.json(exportViewOf(document, clock()), 202)
  })

  app.openapi(listInvoiceExports, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await exports.list('list', 'all', page)
    return c.json({ items: items.map((one) => exportViewOf(one, clock())), ...rest }, 200)
  })

  app.openapi(getInvoiceExport, async (c) => {
    const job = await exports.get(c.req.valid('param').exportId)
    if (!job) throw refuse('not_found')
    return c.json(exportViewOf(job, clock()), 200)
  })

  app.openapi(cancelInvoiceExport, async (c) => {
    const { exportId } = c.req.valid('param')
    const now = clock()
    const job = await exports.update(exportId, (data) => cancelExport(data, now.toISOString()))
    return c.json(exportViewOf(job, now), 200)
  })

  app.openapi(getInvoiceExportFile, async (c) => await fileOf(deps, c.req.valid('param').exportId))
}

const isSame = (a: InvoiceExportFilter, b: InvoiceExportFilter) =>
  a.from === b.from && a.to === b.to && a.type === b.type && a.form === b.form

async function fileOf({ exports, blobs, clock }: ExportDeps, exportId: string): Promise<Response> {
  const job = await exports.get(exportId)
  if (!job) throw refuse('not_found')
  const { data } = job
  if (data.status === 'queued' || data.status === 'running') throw refuse('document_not_ready')
  if (data.status !== 'done' || isExpired(data, clock())) {
    throw refuse('not_found', `the export is ${isExpired(data, clock()) ? 'expired' : data.status}`)
  }
  const { from, to } = data.filter
  return new Response(exportFileOf(blobs, data.parts), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="factures-${from}-${to}.zip"`,
      'content-length': String(zipSizeOf(data.parts)),
      'cache-control': 'private, no-store',
    },
  })
}
