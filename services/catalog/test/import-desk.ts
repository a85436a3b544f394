import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createImportWorker } from '../src/imports/import-worker.ts'
import { createTestShop } from './catalog-app.ts'

type Stored = { items: { sku: string; onHand: number }[]; overwrite: boolean; actor: string }
export type ImportDesk = ReturnType<typeof createImportDesk>

export const header = 'sku;name;price;category;quantity'
/** How the columns of `header` become products. */
export const mapping = {
  ...{ file: { required: ['sku', 'name', 'price'] }, sku: 'sku', externalId: 'sku' },
  currency: { code: 'EUR', rate: '1', date: '2026-11-30', source: 'same' },
  ...{ rows: { by: 'id' }, title: { fr: 'name' }, stock: 'quantity' },
  price: { field: 'price', number: { decimal: ',' } },
  categories: { field: 'category', language: 'fr' },
  defaults: { taxClass: 'standard', weightGrams: 100, stock: 0 },
}
export const line = (n: number, over: Record<string, string> = {}) =>
  Object.values({
    ...{ sku: `MUG-${n}`, name: `Tasse ${n}`, price: '12,50', category: 'Tasses', quantity: '3' },
    ...over,
  }).join(';')
export const fileOf = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
export const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n))

/** The service with a stock of its own, and how staff import files into it. */
export function createImportDesk() {
  const shop = createTestShop()
  const stock = new Map<string, { onHand: number; actor: string }>()
  let keys = 0

  /** Stock as inventory answers it: set on new items only, unless told otherwise. */
  function store(sku: string, onHand: number, { overwrite, actor }: Stored) {
    const known = stock.get(sku)
    const isChanged = overwrite && known?.onHand !== onHand
    if (!known || isChanged) stock.set(sku, { onHand, actor })
    if (!known) return { sku, outcome: 'created' }
    return { sku, outcome: isChanged ? 'changed' : 'unchanged' }
  }
  const inventory = (async (_: unknown, { body }: { body: Stored }) => ({
    items: body.items.map(({ sku, onHand }) => store(sku, onHand, body)),
  })) as unknown as Client

  async function upload(content: string, key = `key-of-import-${++keys}`) {
    const form = new FormData()
    form.set('file', new Blob([content]), 'products.csv')
    const answer = await shop.app.request('/api/product-imports', {
      ...{ method: 'POST', body: form },
      headers: { ...(await shop.staff), 'idempotency-key': key },
    })
    // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, only read by tests
    const body: any = await answer.json()
    return { status: answer.status, body }
  }

  const path = (importId: string) => `/api/product-imports/${importId}`
  const act = (importId: string, what: string) => shop.call(`POST ${path(importId)}/${what}`)
  const map = (importId: string, body: object = { mapping }) =>
    shop.call(`PUT ${path(importId)}/mapping`, { body })
  const jobOf = async (importId: string) => (await shop.call(`GET ${path(importId)}`)).body
  /** A round of the worker. */
  const work = (over: object = {}) =>
    createImportWorker({
      ...{ ...shop, keys: shop.store.keys, log: silentLog(), inventory },
      ...over,
    })(new AbortController().signal)

  /** Time goes on, by seconds. */
  const later = (seconds: number) => {
    shop.store.clock.nowMs += seconds * 1_000
  }

  /** A file that is mapped and checked. */
  async function checked(content: string, over: object = {}): Promise<string> {
    const { body } = await upload(content)
    await map(body.importId, { mapping, ...over })
    await act(body.importId, 'check')
    await work()
    return body.importId
  }

  async function textOf(target: string) {
    const answer = await shop.app.request(target, { headers: await shop.staff })
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
    return { type: answer.headers.get('content-type'), text }
  }

  const products = () => shop.catalogue.inStates(['draft', 'active', 'archived'])
  const errorsOf = (importId: string) => textOf(`${path(importId)}/errors`)
  const exported = async () => (await textOf('/api/products/export')).text
  return {
    ...{ shop, stock, path, upload, act, map, jobOf, work, checked, later },
    ...{ errorsOf, exported, products },
  }
}
