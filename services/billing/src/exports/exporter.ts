import type { Document } from '@comptoir/dapr/documents/documents'
import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Deps } from '../deps.ts'
import { storeFile } from '../printing/invoice-rendering.ts'
import { issuedBetween } from '../reports/issued-between.ts'
import { type EntryDeps, entriesOf } from './export-entries.ts'
import {
  addPart,
  beginExport,
  bytesIn,
  documentsIn,
  failExport,
  forgetFiles,
  isEnded,
  mostDocuments,
  noteFailure,
} from './invoice-export.ts'
import type { ExportPart, StoredExport } from './invoice-export-store.ts'
import { zipPieceOf } from './zip.ts'

export type ExporterDeps = EntryDeps &
  Pick<Deps, 'exports' | 'clock' | 'log'> & { readonly keys: Keys }

/** Whether to go on: not while stopping, nor once another replica holds the lease. */
type GoesOn = () => Promise<boolean>
type Job = Document<StoredExport>

/**
 * Makes the exports that are asked for, one at a time, in one replica at a time; removes the files of those that are over. What is
 * made is written down piece by piece: after a crash the next replica goes on behind the last piece.
 */
export function createExporter(deps: ExporterDeps) {
  const { exports, keys, clock, log } = deps
  return async function work(signal: AbortSignal): Promise<void> {
    const [open, over] = await Promise.all([
      exports.ids('open', 'all'),
      exports.ids('files', 'all', { max: clock().getTime() }),
    ])
    if (open.length + over.length === 0) return
    await withLease(keys, { name: 'billing:invoice-exports', signal }, async (goesOn) => {
      for (const id of open) {
        await make(deps, id, goesOn).catch(async (error: unknown) => {
          log.warn({ err: error, export: id }, 'a round of an export failed')
          await exports.update(id, (job) => noteFailure(job, clock().toISOString()))
        })
      }
      for (const id of over) if (await goesOn()) await removeFiles(deps, id)
    })
  }
}

async function make(deps: ExporterDeps, id: string, goesOn: GoesOn): Promise<void> {
  let job = await deps.exports.get(id)
  if (job?.data.status === 'queued') job = await begin(deps, job, goesOn)
  const ids = job && (await readIds(deps, job))
  while (job && ids && job.data.status === 'running' && (await goesOn())) {
    job = await makePart(deps, job, ids)
  }
}

/** Fixes the documents of an export: what is issued later is not in it. Nothing when the lease is lost meanwhile. */
async function begin(
  { exports, invoices, blobs, clock }: ExporterDeps,
  { id, data }: Job,
  goesOn: GoesOn,
): Promise<Job | undefined> {
  const { filter } = data
  const documents: string[] = []
  let isOurs = true
  const stillOurs = async () => {
    isOurs = await goesOn()
    return isOurs
  }
  for await (const issued of issuedBetween(invoices, filter, stillOurs)) {
    if (filter.type === undefined || issued.data.type === filter.type) documents.push(issued.id)
    if (documents.length > mostDocuments) {
      return await exports.update(id, (job) => failExport(job, 'too_many', clock().toISOString()))
    }
  }
  if (!isOurs) return undefined
  // named by its content: without the id of the export it would be the file of another export, too
  const { sha256: ids } = await blobs.put(Buffer.from(JSON.stringify([id, ...documents])))
  const begun = { ids, total: documents.length, now: clock().toISOString() }
  return await exports.update(id, (job) => beginExport(job, begun))
}

async function readIds({ blobs }: ExporterDeps, { data }: Job): Promise<string[] | undefined> {
  if (data.status !== 'running') return undefined
  const bytes = await blobs.get(data.ids)
  if (!bytes) throw new Error('the list of documents is gone')
  return (JSON.parse(bytes.toString()) as string[]).slice(1)
}

async function makePart(deps: ExporterDeps, job: Job, ids: readonly string[]): Promise<Job> {
  const { exports, blobs, clock } = deps
  if (job.data.status !== 'running') return job
  const { parts, filter, createdAt } = job.data
  const at = documentsIn(parts)
  const { entries, leftOut } = await entriesOf(deps, {
    exportId: job.id,
    filter,
    ids: ids.slice(at),
  })
  const piece = zipPieceOf(entries, {
    offset: bytesIn(parts),
    modified: createdAt,
    isCompressed: filter.form === 'pdf',
  })
  const data = await storeFile(blobs, piece.data)
  const directory = await storeFile(blobs, piece.directory)
  const part: ExportPart = { data, directory, entries: entries.length, leftOut }
  const next = await exports.update(job.id, (now) =>
    addPart(now, at, { part, now: clock().toISOString() }),
  )
  if (!holds(next.data, part)) await removePart(blobs, part)
  return next
}

/** Not when another replica added the piece, from files of that moment, or the export ended meanwhile. */
const holds = (job: StoredExport, part: ExportPart) =>
  job.status !== 'queued' && job.parts?.some(({ data }) => data?.sha256 === part.data?.sha256)

async function removeFiles({ exports, blobs }: ExporterDeps, id: string): Promise<void> {
  const job = await exports.get(id)
  if (!job || !isEnded(job.data) || job.data.ids === undefined) return
  for (const part of job.data.parts ?? []) await removePart(blobs, part)
  await blobs.remove(job.data.ids)
  await exports.update(id, forgetFiles)
}

async function removePart(blobs: Deps['blobs'], { data, directory }: ExportPart): Promise<void> {
  for (const file of [data, directory]) if (file) await blobs.remove(file.sha256)
}
