import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestInvoicing } from '../test/invoicing.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createApp } from './app.ts'
import { createInvoiceRenderer } from './printing/invoice-rendering.ts'

/** What the answers of these tests may hold. */
const Body = z
  .looseObject({
    code: z.string(),
    items: z.array(z.object({ invoiceId: z.string() })),
    pdf: z.object({ sha256: z.string(), size: z.int() }),
  })
  .partial()
const paidAt = '2026-11-21T10:00:00.000Z'
const appToken = 'app-token'
const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const other = await headersFor({ id: 'usr_other' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const fromOrders = appTokenHeaders(appToken, 'orders')

function createBilling() {
  const test = createTestInvoicing()
  const blobs = createMemoryBlobs()
  const renderer = createInvoiceRenderer({ ...test, blobs, log: silentLog() })
  const app = createApp({ ...test, blobs, verify, appToken, log: silentLog() })

  async function get(path: string, headers: Record<string, string> = {}) {
    const answer = await app.request(path, { headers })
    return { answer, status: answer.status, body: Body.parse(await answer.json()) }
  }
  async function issued() {
    await test.invoicing.finalise(sampleOrder(), paidAt)
    for (const id of test.issuedIds) renderer.soon(id)
    await renderer.idle()
  }
  const cancel = async (headers: Record<string, string>, orderId = 'ord_01') =>
    await app.request('/internal/invoices/inv_01/cancel', {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ orderId, reason: 'order_cancelled' }),
    })
  return { ...test, app, blobs, renderer, get, issued, cancel }
}

describe('GET /api/invoices', () => {
  it('lists to customers their own, to staff all', async () => {
    const billing = createBilling()
    await billing.invoicing.draft(sampleOrder())
    await billing.invoicing.draft(sampleOrder({ orderId: 'ord_02', userId: 'usr_other' }))
    const idsFor = async (headers: Record<string, string>, query = '') => {
      const { body } = await billing.get(`/api/invoices${query}`, headers)
      return body.items?.map((item) => item.invoiceId).sort()
    }
    expect(await idsFor(camille)).toEqual(['inv_01'])
    expect(await idsFor(camille, '?userId=usr_other')).toEqual(['inv_01'])
    expect(await idsFor(camille, '?orderId=ord_02')).toEqual([])
    expect(await idsFor(staff)).toEqual(['inv_01', 'inv_02'])
    expect(await idsFor(staff, '?userId=usr_other&status=draft')).toEqual(['inv_02'])
    expect(await idsFor(staff, '?orderId=ord_02')).toEqual(['inv_02'])
    expect(await idsFor(staff, '?status=finalised')).toEqual([])
  })

  it('asks to sign in, and refuses a status that is none', async () => {
    const billing = createBilling()
    expect((await billing.get('/api/invoices')).body.code).toBe('unauthenticated')
    const wrong = await billing.get('/api/invoices?status=lost', staff)
    expect(wrong.body.code).toBe('invalid_request')
  })
})

describe('GET /api/invoices/{invoiceId}', () => {
  it('shows an invoice to its owner and to staff, to nobody else', async () => {
    const billing = createBilling()
    await billing.issued()
    const mine = await billing.get('/api/invoices/inv_01', camille)
    expect(mine.body).toMatchObject({ status: 'finalised', number: 'FA-2026-000001', paidAt })
    expect((await billing.get('/api/invoices/inv_01', staff)).status).toBe(200)
    expect((await billing.get('/api/invoices/inv_01', other)).status).toBe(404)
    expect((await billing.get('/api/invoices/inv_99', staff)).status).toBe(404)
    expect((await billing.get('/api/invoices/inv_01')).status).toBe(401)
  })

  it('does not show a tombstone', async () => {
    const billing = createBilling()
    await billing.cancel(fromOrders)
    expect((await billing.get('/api/invoices/inv_01', staff)).status).toBe(404)
  })
})

describe('GET /api/invoices/{invoiceId}/pdf', () => {
  it('gives the same bytes each time, with their hash', async () => {
    const billing = createBilling()
    await billing.issued()
    const read = async () =>
      await billing.app.request('/api/invoices/inv_01/pdf', { headers: camille })
    const [first, second] = [await read(), await read()]
    expect(first.headers.get('content-type')).toBe('application/pdf')
    expect(first.headers.get('content-disposition')).toContain('FA-2026-000001.pdf')
    const bytes = Buffer.from(await first.arrayBuffer())
    expect(bytes.equals(Buffer.from(await second.arrayBuffer()))).toBe(true)
    const { body } = await billing.get('/api/invoices/inv_01', camille)
    expect(first.headers.get('etag')).toBe(`"${body.pdf?.sha256}"`)
    expect(body.pdf?.size).toBe(bytes.length)
  })

  it('says that it is being made, and hides it from others', async () => {
    const billing = createBilling()
    await billing.invoicing.finalise(sampleOrder(), paidAt)
    const early = await billing.get('/api/invoices/inv_01/pdf', camille)
    expect([early.status, early.body.code]).toEqual([409, 'document_not_ready'])
    expect((await billing.get('/api/invoices/inv_01/pdf', other)).status).toBe(404)
  })
})

describe('GET /api/credit-notes/{creditNoteId}', () => {
  it('shows the credit note of a cancelled order, and its PDF', async () => {
    const billing = createBilling()
    await billing.issued()
    await billing.cancel(fromOrders)
    const note = await billing.get('/api/credit-notes/cn_01', camille)
    expect(note.body).toMatchObject({
      type: 'credit_note',
      number: 'AV-2026-000001',
      corrects: { invoiceId: 'inv_01', number: 'FA-2026-000001' },
    })
    expect((await billing.get('/api/credit-notes/cn_01/pdf', camille)).status).toBe(409)
    expect((await billing.get('/api/credit-notes/cn_01', other)).status).toBe(404)
    expect((await billing.get('/api/credit-notes/inv_01', camille)).status).toBe(404)
    expect((await billing.get('/api/invoices/cn_01', camille)).status).toBe(404)
    const { body } = await billing.get('/api/credit-notes', camille)
    expect(body.items).toHaveLength(1)
  })
})

describe('GET /api/credit-notes?orderId=', () => {
  it('lists all of an order, newest first, to its owner and to staff', async () => {
    const billing = createBilling()
    await billing.issued()
    const part = { orderId: 'ord_01', amount: 500, reason: 'x', origin: 'staff' as const }
    await billing.invoicing.credit({ ...part, refundId: 'rf_01_a' })
    await billing.invoicing.credit({ ...part, refundId: 'rf_01_b' })
    await billing.cancel(fromOrders)
    const idsFor = async (user: Record<string, string>) =>
      (await billing.get('/api/credit-notes?orderId=ord_01', user)).body.items?.map(
        ({ invoiceId }) => invoiceId,
      )
    for (const user of [camille, staff]) {
      expect(await idsFor(user)).toEqual(['cn_01', 'cn_01_b', 'cn_01_a'])
    }
    expect(await idsFor(other)).toEqual([])
    const invoice = await billing.get('/api/invoices/inv_01', camille)
    expect(invoice.body).toMatchObject({
      status: 'credited',
      creditNotes: [{ number: 'AV-2026-000001', total: { amount: 500 } }, {}, {}],
    })
  })
})

describe('/internal/invoices/{invoiceId}', () => {
  it('answers what the invoice is now', async () => {
    const billing = createBilling()
    const read = async () => (await billing.get('/internal/invoices/inv_01', fromOrders)).body
    expect(await read()).toEqual({ invoiceId: 'inv_01', status: 'unknown' })
    await billing.invoicing.draft(sampleOrder())
    expect(await read()).toEqual({ invoiceId: 'inv_01', status: 'draft' })
    await billing.issued()
    expect(await read()).toMatchObject({ status: 'finalised', pdfReady: true })
    const cancelled = await (await billing.cancel(fromOrders)).json()
    expect(cancelled).toMatchObject({ status: 'credited', creditNoteNumber: 'AV-2026-000001' })
  })

  it('refuses callers that are not orders, and another order’s invoice', async () => {
    const billing = createBilling()
    expect((await billing.cancel({})).status).toBe(403)
    expect((await billing.cancel(appTokenHeaders(appToken, 'carts'))).status).toBe(403)
    expect((await billing.cancel(fromOrders, 'ord_02')).status).toBe(400)
  })
})
