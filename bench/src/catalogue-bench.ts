import type { Api } from '@comptoir/e2e/api'
import { shelf } from '@comptoir/e2e/shopper'
import { questionOf, textsOf } from './big-product.ts'
import { createSender } from './load.ts'
import { type Idle, measure, type Row } from './measure.ts'
import type { Measured } from './processes.ts'

const wanted = 3_000
const atOnce = 16
const pages = 40

type Page = { items: { productId: string }[]; total: number }

/** Puts products on sale until there are three thousand; answers the ids of some. */
export async function fillCatalogue(api: Api, staff: string): Promise<string[]> {
  const read = async () => (await api<Page>('GET /api/products?limit=100', { token: staff })).body
  const { total } = await read()
  const categoryId = await shelf(api, staff)
  let next = total
  const write = async () => {
    for (let n = next++; n < wanted; n = next++) await sell(api, { staff, categoryId }, n)
  }
  await Promise.all(Array.from({ length: atOnce }, write))
  return (await read()).items.map(({ productId }) => productId)
}

type Seller = { readonly staff: string; readonly categoryId: string }

async function sell(api: Api, { staff, categoryId }: Seller, n: number): Promise<void> {
  const { title, description, colour } = textsOf(n)
  const sku = `BENCH-${n}-${Date.now().toString(36)}`
  const body = {
    status: 'active',
    title: { en: title, fr: title },
    description: { en: description },
    brand: `Brand ${n % 40}`,
    categoryIds: [categoryId],
    attributes: { colour },
    variants: [{ sku, price: { amount: 100 + n, currency: 'EUR' }, weightGrams: 400 }],
  }
  const answer = await api('POST /api/products', { token: staff, body })
  if (answer.status !== 201) throw new Error(`product: ${answer.status} ${JSON.stringify(answer)}`)
}

export type CatalogueBench = {
  readonly name: string
  readonly url: string
  readonly ids: readonly string[]
  readonly processes: readonly Measured[]
  readonly idle: Idle
  readonly seconds: number
}

/** List, detail and search of a catalogue, at 1, 8 and 32 at once. */
export async function benchCatalogue(bench: CatalogueBench): Promise<Row[]> {
  const { url, ids } = bench
  const paths = {
    list: (n: number) => `/api/products?page=${1 + (n % pages)}&limit=20`,
    detail: (n: number) => `/api/products/${ids[n % ids.length]}`,
    search: (n: number) =>
      `/api/products?q=${encodeURIComponent(questionOf(n))}&page=${1 + (n % 3)}`,
  }
  const rows: Row[] = []
  for (const [what, path] of Object.entries(paths)) {
    rows.push(...(await benchReads({ ...bench, name: `${what}, ${bench.name}` }, path, url)))
  }
  return rows
}

/** One kind of read at 1, 8 and 32 at once. */
export async function benchReads(
  bench: Omit<CatalogueBench, 'ids' | 'url'>,
  path: (n: number) => string,
  url: string,
): Promise<Row[]> {
  const { send, close } = createSender()
  const operation = async (n: number) => {
    await send({ url: new URL(path(n), url) })
    return undefined
  }
  const rows: Row[] = []
  for (const concurrency of [1, 8, 32]) {
    rows.push(await measure({ ...bench, operation }, { concurrency, seconds: bench.seconds }))
  }
  close()
  return rows
}
