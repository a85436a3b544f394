import { randomBytes } from 'node:crypto'
import type { ProductChangeJob } from '@comptoir/contracts/catalog/product-change-routes'
import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { describe, inject, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { shelf } from '../../src/shopper.ts'
import { drill } from '../kit/drill.ts'
import { createTestPlatform, pause } from '../kit/test-platform.ts'

const platform = createTestPlatform(inject('platform'))
const products = 200

/** A tenth off, done twice, would leave 810. */
const [before, after] = [1_000, 900]

async function killInBulkChange() {
  const token = await platform.staff()
  const { api, processes } = platform
  await processes.allReady()
  const brand = `Maison ${randomBytes(4).toString('hex')}`
  const categoryIds = [await shelf(api, token)]
  for (let n = 0; n < products; n++) {
    const sku = `BULK-${randomBytes(5).toString('hex')}`
    const variants = [{ sku, price: { amount: before, currency: 'EUR' }, weightGrams: 1 }]
    const body = { brand, categoryIds, status: 'active', title: { fr: `Objet ${sku}` }, variants }
    await api('POST /api/products', { token, body })
  }
  const changes = [{ kind: 'price', byBps: -1_000 }]
  const begun = await api<ProductChangeJob>('POST /api/product-changes', {
    ...{ token, body: { selection: { filter: { brand } }, changes } },
    headers: { 'idempotency-key': newKey() },
  })
  const path = `GET /api/product-changes/${begun.body.changeId}`
  const job = () => api<ProductChangeJob>(path, { token })
  const underWay = await eventually('the change to be under way', job, isUnderWay, 20_000)
  const restarts = processes.restarts('catalog')
  processes.kill('catalog')
  await pause(100)
  await processes.recovered('catalog', restarts)
  const ended = await eventually(
    'the change to be done',
    job,
    ({ body }) => body.status === 'done',
    60_000,
  )
  const found: number[] = []
  for (let page = 1; page <= products / 100; page++) {
    const query = new URLSearchParams({ brand, limit: '100', page: `${page}`, facets: 'false' })
    const { body } = await api<ProductPage>(`GET /api/products?${query}`)
    found.push(...body.items.map(({ price }) => price.amount))
  }
  const wrong = found.filter((amount) => amount !== after)
  const { done, changed, failed } = ended.body.progress
  return {
    broke: [
      ...(found.length === products ? [] : [`${found.length} of ${products} products`]),
      ...(wrong.length === 0 ? [] : [`${wrong.length} at other prices, such as ${wrong[0]}`]),
      ...(changed === products && failed === 0 ? [] : [`${changed} changed, ${failed} failed`]),
    ],
    note: `killed with ${underWay.body.progress.done} of ${products} noted, ${done} in the end`,
  }
}

const isUnderWay = ({ body: { status, progress } }: { body: ProductChangeJob }) =>
  status === 'running' && progress.done > 0 && progress.done < products

describe('catalog killed in the middle of a bulk change', () => {
  it('goes on where it was, and changes no product twice', () =>
    drill(platform, 'kill -9 catalog in a bulk change', killInBulkChange))
})
