import { expect, it } from 'vitest'
import { ShopProblem } from '../shop/shop-api.ts'
import { readBooks } from './read-books.ts'
import { reconcileBooks } from './reconcile-books.ts'

const empty = { items: [], services: [], silent: [] }

/** A shop with stock and orders, where what the paths name cannot be read. */
function sourcesOf(broken: readonly string[], status = 400) {
  const stock = ['.', 'MUG', 'CUP'].map((sku) => ({ sku, onHand: 1, reserved: 0 }))
  const answers = new Map<string, unknown>([
    ['/api/stock', { items: stock }],
    ['/api/stock/MUG/movements', { items: [{ quantity: 1 }] }],
    ['/api/stock/MUG', stock[1]],
    ['/api/stock/CUP/movements', { items: [{ quantity: 2 }] }],
    ['/api/stock/CUP', stock[2]],
  ])
  const shop = async (operation: string) => {
    const path = (operation.split(' ')[1] ?? '').split('?')[0] ?? ''
    if (broken.includes(path)) throw new ShopProblem(operation, status, undefined)
    return { status: 200, body: answers.get(path) ?? empty, bytes: new Uint8Array(), traceId: '' }
  }
  return { shop: shop as never, readLedger: async () => [] }
}
const limits = { graceSeconds: 60, paymentDeadlineSeconds: 600 }

it('reports what is stored and cannot be read, and judges everything else', async () => {
  const books = await readBooks(sourcesOf(['/api/stock/./movements']))
  const { discrepancies, skus } = reconcileBooks(books, limits)
  expect(skus).toBe(2)
  expect(discrepancies).toEqual([
    { rule: 'unreadable', subject: '.', what: expect.stringContaining('answers 400') },
    { rule: 'stock', subject: 'CUP', what: '1 on hand, but movements add up to 2' },
  ])
})

it('ends when a service is away: that says nothing of what is stored', async () => {
  await expect(readBooks(sourcesOf(['/api/stock/MUG'], 503))).rejects.toThrow('answers 503')
})

it('reads the ledgers of a vendor in every currency that it has, or sells or is paid in', async () => {
  const answers = new Map<string, object>([
    ['/api/vendors', { items: [{ vendorId: 'ven_1', commissionBps: 1_000 }] }],
    ['/api/vendors/ven_1/payouts', { items: [{ amount: { amount: 5, currency: 'KWD' } }] }],
    ['/api/vendor-orders/ven_1', { items: [{ gross: { amount: 1, currency: 'JPY' } }] }],
  ])
  const shop = async (operation: string) => {
    const url = new URL(operation.split(' ')[1] ?? '', 'http://shop')
    const currency = url.searchParams.get('currency')
    const isLedger = url.pathname === '/api/vendors/ven_1/ledger'
    const entry = { entryId: `of ${currency}` }
    const ledger = currency ? { items: [entry] } : { items: [], currencies: ['EUR', 'JPY'] }
    const body = isLedger ? ledger : (answers.get(url.pathname) ?? empty)
    return { status: 200, body, bytes: new Uint8Array(), traceId: '' }
  }
  const { vendors } = await readBooks({ shop: shop as never, readLedger: async () => [] })
  const ids = vendors.flatMap(({ entries }) => entries.map(({ entryId }) => entryId))
  expect(ids).toEqual(['of EUR', 'of JPY', 'of KWD'])
})
