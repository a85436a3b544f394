import type { ProductInput } from '@comptoir/contracts/catalog-product'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import type { Mapping } from './mapping.ts'
import { type Draft, isRejection, readProductRow } from './product-row.ts'
import { readLines } from './source.ts'
import type { LineNote } from './survey.ts'

export type Writing = {
  readonly shop: ShopApi
  readonly token: () => Promise<string>
  readonly path: string
  readonly mapping: Mapping
  /** Category ids by product. */
  readonly categoryIdsOf: (externalId: string) => string[]
  /** Products to pass over: an earlier run wrote them. */
  readonly skip: number
  readonly onBatch: (written: Written) => void
}

/** How far the writing is. */
export type Written = {
  readonly done: number
  readonly products: Record<Outcome, number>
  readonly stock: Record<StockOutcome, number>
  readonly refused: readonly LineNote[]
}
type Outcome = 'created' | 'updated' | 'unchanged'
type StockOutcome = 'created' | 'changed' | 'unchanged'

type Item = { readonly line: number; readonly draft: Draft }

const batchSize = 100
const atOnce = 12

/** Writes each product of the file once, in batches, a few at a time; then the batch's stock. */
export async function writeProducts(writing: Writing): Promise<Written> {
  const written = {
    done: writing.skip,
    products: { created: 0, updated: 0, unchanged: 0 },
    stock: { created: 0, changed: 0, unchanged: 0 },
    refused: [] as LineNote[],
  }
  for await (const batch of batchesOf(firstLines(writing), batchSize)) {
    const accepted = await writeBatch(writing, batch, written)
    await writeStock(writing, accepted, written)
    written.done += batch.length
    writing.onBatch(written)
  }
  return written
}

type Tally = {
  products: Record<Outcome, number>
  stock: Record<StockOutcome, number>
  refused: LineNote[]
}

/** The first line of each product, those already written passed over. */
async function* firstLines({ path, mapping, skip }: Writing): AsyncGenerator<Item> {
  const seen = new Set<string>()
  for await (const { line, row, problem } of readLines(path, mapping)) {
    const read = problem ? undefined : readProductRow(row, mapping)
    if (!read || isRejection(read) || seen.has(read.externalId)) continue
    seen.add(read.externalId)
    if (seen.size > skip) yield { line, draft: read }
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

async function writeBatch(
  writing: Writing,
  batch: readonly Item[],
  tally: Tally,
): Promise<readonly Item[]> {
  const accepted: Item[] = []
  const waiting = [...batch]
  async function work(): Promise<void> {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      if (await writeProduct(writing, item, tally)) accepted.push(item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return accepted
}

/** Writes one product; a refusal by the shop is noted with its line. */
async function writeProduct(writing: Writing, { line, draft }: Item, tally: Tally) {
  const { externalId, product } = draft
  const body: ProductInput = { ...product, categoryIds: writing.categoryIdsOf(externalId) }
  const operation = `PUT /api/products/by-external-id/${encodeURIComponent(externalId)}`
  try {
    const token = await writing.token()
    const answer = await writing.shop<{ outcome: Outcome }>(operation, { token, body })
    tally.products[answer.body.outcome]++
    return true
  } catch (error) {
    if (!(error instanceof ShopProblem) || error.status >= 500 || error.status === 401) throw error
    tally.refused.push({ line, id: externalId, reason: error.message })
    return false
  }
}

async function writeStock(writing: Writing, items: readonly Item[], tally: Tally): Promise<void> {
  if (items.length === 0) return
  const body = { items: items.map(({ draft }) => draft.stock), overwrite: false }
  const token = await writing.token()
  const answer = await writing.shop<{ items: { outcome: StockOutcome }[] }>('PUT /api/stock', {
    token,
    body,
  })
  for (const { outcome } of answer.body.items) tally.stock[outcome]++
}
