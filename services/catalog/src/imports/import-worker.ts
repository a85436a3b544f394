import { categoryIds } from '@comptoir/catalogue-import/category-ids'
import { prepareFile } from '@comptoir/catalogue-import/drafts'
import { FileProblem } from '@comptoir/catalogue-import/file-problem'
import { notedLines, type Remark, toRemarks } from '@comptoir/catalogue-import/remarks'
import { ShopRefusal } from '@comptoir/catalogue-import/shop'
import { type Survey, surveyFile } from '@comptoir/catalogue-import/survey'
import { type Written, writeProducts } from '@comptoir/catalogue-import/write-products'
import { problems } from '@comptoir/contracts/problem'
import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { SidecarError } from '@comptoir/dapr/sidecar/sidecar'
import type { Logger } from '@comptoir/service/observability/log'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { mappingOf } from './import-mapping.ts'
import {
  end,
  noteCheck,
  noteFailure,
  noteProgress,
  noteUnusable,
  nothingWritten,
} from './product-import.ts'
import type { ProductImports, StoredImport } from './product-import-store.ts'
import { keepRemarks, readRemarks } from './remarks.ts'
import { createShopInProcess, type ShopDeps } from './shop-in-process.ts'
import { withFile } from './with-file.ts'

export type ImportWorkerDeps = ShopDeps & {
  readonly productImports: ProductImports
  readonly blobs: Blobs
  readonly keys: Keys
  readonly clock: () => Date
  readonly log: Logger
}
type GoesOn = () => Promise<boolean>

/**
 * Checks and writes the files that are asked for, one after the other, in one replica at a time. After a crash the next replica goes on
 * behind the last hundred products that were noted: one that is written again is unchanged. One that goes wrong is tried again after
 * a while, and given up in the end; the others go on.
 */
export function createImportWorker(deps: ImportWorkerDeps) {
  const { productImports, keys, clock } = deps
  return async function work(signal: AbortSignal): Promise<void> {
    const open = await productImports.ids('open', 'all', { max: clock().getTime() })
    if (open.length === 0) return
    await withLease(keys, { name: 'catalog:product-imports', signal }, async (goesOn) => {
      for (const id of open)
        await makeOne(deps, id, goesOn).catch((error: unknown) => failed(deps, id, error))
    })
  }
}

/** Notes that an import went wrong; while not even that can be stored, it is tried in each round. */
async function failed(
  { productImports, clock, log }: ImportWorkerDeps,
  id: string,
  error: unknown,
) {
  log.warn({ err: error, import: id }, 'an import goes on later, or is given up')
  await productImports
    .update(id, (job) => noteFailure(job, wordsOf(error), clock()))
    .catch((err: unknown) => log.warn({ err, import: id }, 'nor can that be noted'))
}

/** What went wrong, for staff: what is no refusal is for the log. */
function wordsOf(error: unknown): string {
  if (error instanceof ShopRefusal) return error.message
  if (isRefusal(error)) return error.detail ?? problems[error.code].title
  if (error instanceof SidecarError) return 'a service or the store does not answer'
  return 'something unforeseen: the log of the catalogue says what'
}

/** The file is read from the disk, several times: it is never held as a whole. */
async function makeOne(deps: ImportWorkerDeps, importId: string, goesOn: GoesOn): Promise<void> {
  const { productImports, blobs } = deps
  const job = (await productImports.get(importId))?.data
  if (!job || !(await goesOn())) return
  const bytes = await blobs.get(job.file)
  if (!bytes) throw refuse('dependency_unavailable', 'its file cannot be read')
  try {
    await withFile(bytes, (file) => makeFile(deps, { importId, job, file, goesOn }))
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    await productImports.update(importId, (now) => noteUnusable(now, error.message))
  }
}

type Making = {
  readonly importId: string
  readonly job: StoredImport
  readonly file: string
  readonly goesOn: GoesOn
}

async function makeFile(deps: ImportWorkerDeps, making: Making): Promise<void> {
  const { job, file } = making
  if (!job.mapping) throw new FileProblem('it has no mapping')
  const prepared = await prepareFile(file, mappingOf(job.mapping))
  const survey = await surveyFile(prepared)
  await checkTaxClasses(deps, survey)
  if (job.status === 'checking') return await noteSurvey(deps, making, survey)
  await write(deps, making, { prepared, survey })
}

async function checkTaxClasses({ productCommands }: ImportWorkerDeps, { taxClasses }: Survey) {
  for (const taxClass of taxClasses) {
    await productCommands.checkTaxClass(taxClass).catch((error: unknown) => {
      if (!isRefusal(error, 'invalid_request')) throw error
      throw new FileProblem(error.detail ?? `there is no tax class ${taxClass}`)
    })
  }
}

async function noteSurvey(deps: ImportWorkerDeps, { importId }: Making, survey: Survey) {
  const { productImports, blobs } = deps
  const remarks = await keepRemarks(blobs, importId, toRemarks(survey))
  const { lines, products, variants, categories, partial, refused, notes } = survey
  const found = { lines, products, variants, refused: refused.length, noted: notedLines(notes) }
  const check = { ...found, categories: categories.length, partial: partial.length }
  await productImports.update(importId, (job) => noteCheck(job, check, remarks))
}

type Read = { readonly prepared: Awaited<ReturnType<typeof prepareFile>>; readonly survey: Survey }

async function write(deps: ImportWorkerDeps, making: Making, { prepared, survey }: Read) {
  const { productImports, blobs, clock } = deps
  const { importId, job } = making
  const shop = createShopInProcess({ ...deps, actor: job.createdBy })
  const before = job.progress ?? nothingWritten
  const said = await readRemarks(blobs, job.remarks)
  const note = createNoting(deps, making, { before, said })
  let isStopped = false
  await writeProducts({
    ...{ shop, prepared, skip: before.done, unplaced: survey.unplaced },
    categoryIdsOf: await categoryIds(shop, prepared.mapping, survey.categories),
    setStock: job.mapping?.setStock ?? false,
    writePictures: async (_, { pictures }) => ({
      ...{ changed: false, added: 0 },
      notes: pictures.length > 0 ? ['pictures left out: the command fetches them'] : [],
    }),
    onBatch: async (written) => {
      isStopped = !(await note(written))
      return isStopped ? 'stop' : undefined
    },
  })
  if (!isStopped) await productImports.update(importId, (now) => end(now, clock().toISOString()))
}

type Before = { readonly before: typeof nothingWritten; readonly said: readonly Remark[] }

/**
 * Notes each batch with what was said of its lines, before the next one begins; false when nothing more is to be written. The file of
 * remarks is written again only when there are more of them.
 */
function createNoting(deps: ImportWorkerDeps, making: Making, { before, said }: Before) {
  const { productImports, blobs } = deps
  const { importId, job, goesOn } = making
  let at = before.done
  let kept = { count: 0, remarks: job.remarks }
  async function remarksOf(written: Written): Promise<string> {
    const own = toRemarks(written)
    if (kept.remarks !== undefined && own.length === kept.count) return kept.remarks
    const remarks = await keepRemarks(blobs, importId, [...said, ...own])
    kept = { count: own.length, remarks }
    return remarks
  }
  return async (written: Written): Promise<boolean> => {
    const remarks = await remarksOf(written)
    const progress = progressOf(before, written)
    const noted = await productImports.update(importId, (job) =>
      noteProgress(job, at, { progress, remarks }),
    )
    const isOurs = noted.data.progress?.done === written.done
    at = written.done
    return isOurs && noted.data.status === 'running' && (await goesOn())
  }
}

function progressOf(before: typeof nothingWritten, { done, products, stock, refused }: Written) {
  const add = <K extends string>(one: Record<K, number>, other: Record<K, number>) =>
    Object.fromEntries(
      (Object.keys(one) as K[]).map((key) => [key, one[key] + other[key]]),
    ) as Record<K, number>
  return {
    ...{ done, refused: before.refused + refused.length },
    ...{ products: add(before.products, products), stock: add(before.stock, stock) },
  }
}
