import type { Api } from '@comptoir/e2e/api'
import { shelf } from '@comptoir/e2e/shopper'
import { colours, textsOf } from '../../services/catalog/test/large-catalogue.ts'
import { createSender, run, type Sender } from './measuring/load.ts'
import { type Idle, measureEach, type Row } from './measuring/measure.ts'
import type { Measured } from './measuring/processes.ts'

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

export type ReadBench = {
  readonly name: string
  readonly url: string
  readonly processes: readonly Measured[]
  readonly idle: Idle
  readonly seconds: number
}
export type CatalogueBench = ReadBench & { readonly ids: readonly string[] }

/** Questions of shoppers, in turn: a word, two words, a misspelt one. */
function questionOf(n: number): string {
  const words = ['sofa', 'black table', 'wardrobe oak', 'chiar', 'lamp bedroom', 'series12']
  return `${words[n % words.length]}${n % 3 === 0 ? '' : ` ${colours[n % colours.length]}`}`
}

/** List, detail and search of a catalogue, at 1, 8 and 32 at once. */
export async function benchCatalogue(bench: CatalogueBench): Promise<Row[]> {
  const { ids } = bench
  const paths = {
    list: (n: number) => `/api/products?page=${1 + (n % pages)}&limit=20`,
    detail: (n: number) => `/api/products/${ids[n % ids.length]}`,
    search: (n: number) =>
      `/api/products?q=${encodeURIComponent(questionOf(n))}&page=${1 + (n % 3)}`,
  }
  const rows: Row[] = []
  for (const [what, path] of Object.entries(paths)) {
    rows.push(...(await benchReads({ ...bench, name: `${what}, ${bench.name}` }, path)))
  }
  return rows
}

/** One kind of read at 1, 8 and 32 at once: first every address once, then a second of load that does not count. */
export async function benchReads(bench: ReadBench, path: (n: number) => string): Promise<Row[]> {
  const sender = createSender()
  const operation = async (n: number) => {
    await sender.send({ url: new URL(path(n), bench.url) })
    return undefined
  }
  const bytes = await meanSize(sender, bench.url, path)
  await run(operation, { concurrency: 8, seconds: 1 })
  const loads = [1, 8, 32].map((concurrency) => ({ concurrency, seconds: bench.seconds }))
  const rows = await measureEach({ ...bench, operation, bytes }, loads)
  sender.close()
  return rows
}

async function meanSize(sender: Sender, url: string, path: (n: number) => string) {
  let bytes = 0
  for (let n = 0; n < 100; n++) bytes += await sender.send({ url: new URL(path(n), url) })
  return Math.round(bytes / 100)
}
