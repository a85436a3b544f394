import type { InvoiceExportFilter } from '@comptoir/contracts/billing/export-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import { SidecarError } from '@comptoir/dapr/sidecar/sidecar'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type BillingDocument, isIssued } from '../invoice/invoice.ts'
import { facturxFilesOf, renderIssued } from '../printing/invoice-rendering.ts'
import type { ZipEntry } from './zip.ts'

export type EntryDeps = Pick<Deps, 'invoices' | 'blobs' | 'log'>

type Asked = {
  readonly exportId: string
  readonly filter: Pick<InvoiceExportFilter, 'form'>
  /** Of the documents that have no entry yet. */
  readonly ids: readonly string[]
}
type Form = InvoiceExportFilter['form']

/** A piece ends with the document that brings it here. In base64 it is a third larger; sidecars take 16 MiB. */
const pieceBytes = 4 * 1024 * 1024
const atOnce = 50

/** The next entries of an export, some megabytes of them; documents without a readable file have a text in their place. */
export async function entriesOf(
  deps: EntryDeps,
  { exportId, filter, ids }: Asked,
): Promise<{ readonly entries: ZipEntry[]; readonly leftOut: string[] }> {
  const entries: ZipEntry[] = []
  const leftOut: string[] = []
  let size = 0
  const wanted = ids.slice(0, atOnce)
  const documents = new Map(
    (await deps.invoices.getMany(wanted)).map((document) => [document.id, document]),
  )
  for (const id of wanted) {
    const entry = await entryOf(deps, documents.get(id), filter.form)
    const { name, bytes } = entry ?? missing(id)
    if (!entry) leftOut.push(id)
    // the folder makes the bytes those of this export alone: pieces are files named by their content
    entries.push({ name: `${exportId}/${name}`, bytes })
    size += bytes.length
    if (size >= pieceBytes) break
  }
  return { entries, leftOut }
}

const missing = (id: string): ZipEntry => ({
  name: `${id} MANQUE - MISSING.txt`,
  bytes: Buffer.from(`Le fichier de ${id} est illisible. The file of ${id} cannot be read.\r\n`),
})

async function entryOf(
  deps: EntryDeps,
  document: Document<BillingDocument> | undefined,
  form: Form,
): Promise<ZipEntry | undefined> {
  if (!document || !isIssued(document.data)) return undefined
  const { number } = document.data.issue
  const bytes = await bytesOf(deps, document, form).catch((error: unknown) => {
    // what is away now is there in the next round
    if (error instanceof SidecarError || isRefusal(error)) throw error
    deps.log.warn({ err: error, document: document.id }, 'a document is left out of an export')
    return undefined
  })
  return bytes && { name: `${number}.${form}`, bytes }
}

/** The file of a document, made now if it was not yet. */
async function bytesOf(
  deps: EntryDeps,
  { id, data }: Document<BillingDocument>,
  form: Form,
): Promise<Buffer | undefined> {
  const document = isIssued(data) && !data.pdf ? await renderIssued(deps, id, data) : data
  if (!isIssued(document)) return undefined
  const files = form === 'xml' ? await facturxFilesOf(deps, id, document) : undefined
  const file = form === 'xml' ? files?.xml : document.pdf
  return file && (await deps.blobs.get(file.sha256))
}
