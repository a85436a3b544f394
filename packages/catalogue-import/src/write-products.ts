import type { ProductInput, ProductView } from '@comptoir/contracts/catalog/schemas'
import pLimit from 'p-limit'
import type { CategoryIds } from './category-ids.ts'
import { hasDraft, type Prepared, readDrafts } from './drafts.ts'
import { keepStored, readById, whyItStays } from './keep-stored.ts'
import type { Draft, LineNote } from './rows/draft.ts'
import { type Shop, ShopRefusal } from './shop.ts'

export type Writing = {
  readonly shop: Shop
  readonly prepared: Prepared
  readonly categoryIdsOf: CategoryIds
  /** Gives a product its pictures, once it is written. */
  readonly writePictures: (
    productId: string,
    draft: Draft,
    body: ProductInput,
  ) => Promise<WrittenPictures>
  /** Sets the stock of items that the shop has already, too. */
  readonly setStock: boolean
  /** Refused lines of which the product is not known: each may be a variant of any. */
  readonly unplaced: number
  /** Products to pass over: an earlier run wrote them. */
  readonly skip: number
  /** After each batch; answering `stop` ends the writing there. */
  readonly onBatch: (written: Written) => Promise<'stop' | undefined> | undefined
}

/** What became of the pictures of a product. */
export type WrittenPictures = {
  readonly changed: boolean
  readonly added: number
  readonly notes: readonly string[]
}

/** How far the writing is. */
export type Written = {
  readonly done: number
  readonly products: Record<Outcome, number>
  readonly stock: Record<StockOutcome, number>
  readonly pictures: number
  readonly refused: readonly LineNote[]
  readonly notes: readonly LineNote[]
}
type Outcome = 'created' | 'updated' | 'unchanged'
type StockOutcome = 'created' | 'changed' | 'unchanged'

type Tally = {
  -readonly [K in keyof Written]: Written[K] extends readonly LineNote[] ? LineNote[] : Written[K]
}

const batchSize = 100
const atOnce = 12

/** Writes each product of the file once, in batches, a few at a time; then the batch's stock. */
export async function writeProducts(writing: Writing): Promise<Written> {
  const tally: Tally = {
    done: writing.skip,
    products: { created: 0, updated: 0, unchanged: 0 },
    stock: { created: 0, changed: 0, unchanged: 0 },
    pictures: 0,
    refused: [],
    notes: [],
  }
  for await (const batch of batchesOf(draftsOf(writing), batchSize)) {
    const write = async (draft: Draft) =>
      (await writeProduct(writing, draft, tally)) ? [draft] : []
    const accepted = await pLimit(atOnce).map(batch, write)
    await writeStock(writing, accepted.flat(), tally)
    tally.done += batch.length
    if ((await writing.onBatch(tally)) === 'stop') break
  }
  return tally
}

/** The products of the file, those already written passed over. */
async function* draftsOf({ prepared, skip }: Writing): AsyncGenerator<Draft> {
  let passed = 0
  for await (const reading of readDrafts(prepared)) {
    if (hasDraft(reading) && ++passed > skip) yield reading.draft
  }
}

async function* batchesOf<T>(items: AsyncGenerator<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Writes one product and its pictures; a refusal by the shop is said of its line. */
async function writeProduct(writing: Writing, draft: Draft, tally: Tally): Promise<boolean> {
  const { line, raw, externalId: id } = draft
  const say = (reason: string) => tally.notes.push({ line, id, reason })
  let staying: readonly string[] = []
  try {
    const { body, skus } = await keepStored(writing, draft)
    staying = skus
    const put = await putWithin(writing, draft, body, say)
    for (const sku of skus) say(`variant "${sku}" stays as the shop has it: ${whyItStays(draft)}`)
    const pictures = await writing.writePictures(put.productId, draft, put.body)
    for (const reason of pictures.notes) say(reason)
    tally.pictures += pictures.added
    const isChanged = put.outcome === 'unchanged' && pictures.changed
    tally.products[isChanged ? 'updated' : put.outcome]++
    return true
  } catch (error) {
    if (!(error instanceof ShopRefusal) || error.status >= 500 || error.status === 401) throw error
    tally.refused.push({ line, id, reason: reasonBeside(error.message, staying), raw })
    return false
  }
}

const reasonBeside = (reason: string, staying: readonly string[]): string =>
  staying.length === 0
    ? reason
    : `${reason}; beside the variants of the shop that stay: ${staying.join(', ')}`

type Put = { productId: string; outcome: Outcome; body: ProductInput }

/**
 * Writes a product, giving way where the shop may not do as asked: a product on sale cannot become a draft, so it is
 * archived; a slug that another product has is left out.
 */
async function putWithin(
  writing: Writing,
  draft: Draft,
  body: ProductInput,
  say: (reason: string) => void,
): Promise<Put> {
  try {
    return await put(writing, draft, body)
  } catch (error) {
    if (!(error instanceof ShopRefusal)) throw error
    if (error.code === 'transition_refused' && body.status === 'draft') {
      say('a product that was on sale cannot be a draft again: it is archived')
      return await putWithin(writing, draft, { ...body, status: 'archived' }, say)
    }
    const isTaken = error.code === 'already_exists' && /the slug/.test(error.message)
    if (isTaken && body.slug !== undefined) {
      say(`slug left out: another product has "${body.slug}"`)
      return await putWithin(writing, draft, { ...body, slug: undefined }, say)
    }
    throw error
  }
}

/** By the id of this shop, when it has such a product, else by that of the other system. */
async function put({ shop }: Writing, draft: Draft, body: ProductInput): Promise<Put> {
  const { productId, externalId } = draft
  const before = productId === undefined ? undefined : await readById(shop, productId)
  if (before) {
    const path = `/api/products/${encodeURIComponent(before.productId)}`
    const after = (await shop<ProductView>(`PUT ${path}`, { body })).body
    const outcome = after.version === before.version ? 'unchanged' : 'updated'
    return { productId: before.productId, outcome, body }
  }
  const operation = `PUT /api/products/by-external-id/${encodeURIComponent(externalId)}`
  return { ...(await shop<Omit<Put, 'body'>>(operation, { body })).body, body }
}

/** Items of one request, as many as it may have. */
const stockBatch = 200

async function writeStock(writing: Writing, drafts: readonly Draft[], tally: Tally): Promise<void> {
  const items = drafts.flatMap(({ levels }) => levels)
  for (let from = 0; from < items.length; from += stockBatch) {
    const body = { items: items.slice(from, from + stockBatch), overwrite: writing.setStock }
    type Answer = { items: { outcome: StockOutcome }[] }
    const answer = await writing.shop<Answer>('PUT /api/stock', { body })
    for (const { outcome } of answer.body.items) tally.stock[outcome]++
  }
}
