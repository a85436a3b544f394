import { FileProblem } from '@comptoir/catalogue-import/file-problem'
import { detectPreset } from '@comptoir/catalogue-import/presets'
import { openSource } from '@comptoir/catalogue-import/reading/source'
import * as contract from '@comptoir/contracts/catalog/product-import-routes'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { readUpload } from '@comptoir/service/files/upload'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { checkMapping, columnsKey } from '../imports/import-mapping.ts'
import * as rules from '../imports/product-import.ts'
import type { StoredImport } from '../imports/product-import-store.ts'
import { readRemarks, remarksCsv } from '../imports/remarks.ts'
import { withFile } from '../imports/with-file.ts'

/** Files of products, for staff: upload, mapping, dry run, run. */
export function addProductImportRoutes(app: ServiceApp, deps: Deps): void {
  addReads(app, deps)
  addUpload(app, deps)
  addActions(app, deps)
}

function addReads(app: ServiceApp, { productImports, blobs }: Deps): void {
  app.openapi(contract.listProductImports, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await productImports.list('all', 'all', page)
    return c.json({ items: items.map(importView), ...rest }, 200)
  })

  app.openapi(contract.readProductImport, async (c) => {
    const job = await productImports.get(c.req.valid('param').importId)
    if (!job) throw refuse('not_found')
    return c.json(importView(job), 200)
  })

  app.openapi(contract.exportImportErrors, async (c) => {
    const { importId } = c.req.valid('param')
    const job = await productImports.get(importId)
    if (!job) throw refuse('not_found')
    const remarks = await readRemarks(blobs, job.data.remarks)
    return c.body(remarksCsv(remarks), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${importId}.csv"`,
      'cache-control': 'private, no-store',
    })
  })
}

function addUpload(app: ServiceApp, deps: Deps): void {
  const { productImports, columnMappings, blobs, clock } = deps

  app.openapi(contract.createProductImport, async (c) => {
    const { id: userId } = currentUser(c)
    const importId = idOfRequest('imp', userId, c.req.valid('header')['idempotency-key'])
    const { bytes } = await readUpload(c)
    const source = await readColumns(bytes)
    const { sha256 } = await blobs.put(bytes)
    const mapping = await knownMapping(deps, source.columns)
    const { document } = await productImports.create(importId, {
      ...{ status: 'uploaded', file: sha256, bytes: bytes.byteLength },
      ...{ columns: [...source.columns], assumed: [...source.said], ...(mapping && { mapping }) },
      ...{ createdBy: userId, createdAt: clock().toISOString() },
    })
    if (document.data.file !== sha256) throw refuse('idempotency_key_reused')
    return c.json(importView(document), 201)
  })

  app.openapi(contract.mapProductImport, async (c) => {
    const asked = c.req.valid('json')
    const { importId } = c.req.valid('param')
    const before = await productImports.get(importId)
    if (before) checkMapping(asked, before.data.columns)
    const job = await productImports.update(importId, (now) => rules.withMapping(now, asked))
    await columnMappings.upsert(columnsKey(job.data.columns), () => ({ next: { mapping: asked } }))
    return c.json(importView(job), 200)
  })
}

function addActions(app: ServiceApp, { productImports, clock }: Deps): void {
  const act = async (importId: string, rule: (job: StoredImport) => rules.ImportChange) =>
    importView(await productImports.update(importId, rule))

  const actions = [
    [contract.checkProductImport, rules.beginCheck],
    [contract.runProductImport, rules.run],
    [contract.pauseProductImport, rules.pause],
    [contract.resumeProductImport, rules.resume],
  ] as const
  for (const [route, rule] of actions) {
    app.openapi(route, async (c) => c.json(await act(c.req.valid('param').importId, rule), 200))
  }
  app.openapi(contract.cancelProductImport, async (c) => {
    const now = clock().toISOString()
    return c.json(await act(c.req.valid('param').importId, (job) => rules.cancel(job, now)), 200)
  })
}

/** The header of a file; refuses what is no file of lines. */
async function readColumns(bytes: Uint8Array) {
  try {
    return await withFile(bytes, openSource)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const { message } = error
    throw refuse('invalid_request', message, {
      errors: [{ field: 'file', code: 'unreadable', message }],
    })
  }
}

/** How files with these columns were read before, or how those of a system are. */
async function knownMapping({ columnMappings }: Deps, columns: readonly string[]) {
  const known = await columnMappings.get(columnsKey(columns))
  if (known) return known.data.mapping
  try {
    const preset = contract.ImportPreset.safeParse(detectPreset(columns).name)
    return preset.success ? { preset: preset.data, setStock: false } : undefined
  } catch (error) {
    if (error instanceof FileProblem) return undefined
    throw error
  }
}

/** An import as staff see it. */
function importView({ id, data }: Document<StoredImport>): contract.ProductImport {
  const { file, remarks: _, failedIn: __, ...rest } = data
  return publicView<contract.ProductImport>()({ importId: id, sha256: file, ...rest })
}
