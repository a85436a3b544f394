import { randomBytes } from 'node:crypto'
import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { type Api, eventually, newKey } from '../api.ts'
import { expectStatus } from '../shopper.ts'

/** How the columns of `productFile` become products. */
const mapping = {
  ...{ file: { required: ['sku', 'name', 'price'] }, sku: 'sku', externalId: 'sku' },
  currency: { code: 'EUR', rate: '1', date: '2026-11-30', source: 'same' },
  ...{ rows: { by: 'id' }, title: { fr: 'name' }, stock: 'quantity', brand: 'brand' },
  price: { field: 'price', number: { decimal: ',' } },
  categories: { field: 'category', language: 'fr' },
  defaults: { taxClass: 'standard', weightGrams: 100, stock: 0 },
}

/** A brand that nothing else has. */
export const newBrand = () => `IMP-${randomBytes(4).toString('hex')}`

/** How many products of a brand shoppers see. */
export async function productsOf(api: Api, brand: string): Promise<number> {
  const query = new URLSearchParams({ brand, limit: '1', facets: 'false' })
  return (await api<ProductPage>(`GET /api/products?${query}`)).body.total
}

/** So many products of a brand, as lines of a file: 12,50 € and three in stock each. */
export function productFile(brand: string, count: number): string {
  const line = (n: number) =>
    [`${brand}-${n}`, `Tasse ${n}`, '12,50', 'Essais', '3', brand].join(';')
  const lines = Array.from({ length: count }, (_, n) => line(n))
  return `${['sku;name;price;category;quantity;brand', ...lines].join('\n')}\n`
}

/** Imports of files over HTTP, as staff. */
export function openImports(api: Api, token: string) {
  const path = (importId: string) => `/api/product-imports/${importId}`
  const read = async (importId: string) =>
    (await api<ProductImport>(`GET ${path(importId)}`, { token })).body
  const act = (importId: string, step: string) =>
    api<ProductImport>(`POST ${path(importId)}/${step}`, { token })
  const reach = (importId: string, status: string) =>
    eventually(
      `the import to be ${status}`,
      () => read(importId),
      (job) => job.status === status,
      60_000,
    )

  /** A file that is uploaded, mapped and checked, of which nothing is written yet. */
  async function check(content: string): Promise<ProductImport> {
    const form = new FormData()
    form.set('file', new Blob([content]), 'products.csv')
    const uploaded = await api<ProductImport>('POST /api/product-imports', {
      ...{ token, form, key: newKey() },
    })
    expectStatus('upload', uploaded, 201)
    const { importId } = uploaded.body
    const mapped = await api(`PUT ${path(importId)}/mapping`, { token, body: { mapping } })
    expectStatus('mapping', mapped, 200)
    expectStatus('check', await act(importId, 'check'), 200)
    return await reach(importId, 'checked')
  }
  return { act, read, reach, check }
}
