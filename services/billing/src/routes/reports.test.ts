import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { fecFaults, recordsOf } from '../../test/fec-rules.ts'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'

const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const days = '?from=2026-11-01&to=2026-11-30'

function createBilling() {
  const test = createTestInvoicing()
  const blobs = createMemoryBlobs()
  const app = createApp({ ...test, blobs, verify, appToken: 'token', log: silentLog() })
  const get = async (path: string, headers = staff) => {
    const answer = await app.request(`/api/reports/${path}`, { headers })
    return { status: answer.status, body: await answer.json() }
  }
  const sell = async (order: Parameters<typeof sampleOrder>[0]) =>
    await test.invoicing.finalise(sampleOrder(order), test.time.now.toISOString())
  return { ...test, app, get, sell }
}

describe('GET /api/reports/vat', () => {
  it('sums the issued documents of the days, drafts and other days not', async () => {
    const billing = createBilling()
    await billing.sell({ orderId: 'ord_01' })
    await billing.sell({ orderId: 'ord_02' })
    await billing.invoicing.draft(sampleOrder({ orderId: 'ord_03' }))
    await billing.invoicing.cancel('ord_02', 'order_cancelled')
    billing.time.now = new Date('2026-12-02T10:00:00.000Z')
    await billing.sell({ orderId: 'ord_04' })
    const { status, body } = await billing.get(`vat${days}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      rows: [{ day: '2026-11-21', invoices: 2, creditNotes: 1, gross: 30_570, vat: 5_095 }],
    })
  })

  it('is for staff', async () => {
    const { get } = createBilling()
    expect((await get(`vat${days}`, camille)).status).toBe(403)
    expect((await get(`e-reporting${days}`, {})).status).toBe(401)
  })

  it.each(['?from=2026-11-02&to=2026-11-01', '?from=2025-01-01&to=2026-11-01', '?from=x', ''])(
    'refuses %s',
    async (query) => {
      expect((await createBilling().get(`vat${query}`)).status).toBe(400)
    },
  )
})

describe('GET /api/reports/e-reporting', () => {
  it('leaves out what French businesses were invoiced', async () => {
    const billing = createBilling()
    await billing.sell({ orderId: 'ord_01' })
    await billing.sell({ orderId: 'ord_02', billingAddress: { company: 'Atelier SARL' } })
    const flowsOf = async (path: string) => {
      const { rows } = (await billing.get(`${path}${days}`)).body as { rows: { flow: string }[] }
      return rows.map(({ flow }) => flow)
    }
    expect(await flowsOf('vat')).toEqual(['b2c', 'e_invoicing'])
    expect(await flowsOf('e-reporting')).toEqual(['b2c'])
  })
})

describe('GET /api/reports/fec', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' }
  const read = async (billing: ReturnType<typeof createBilling>, headers = staff) =>
    await billing.app.request(`/api/reports/fec?${new URLSearchParams(year)}`, { headers })

  it('is the file of the financial year: sales, edits, refunds, by the rules of the law', async () => {
    const billing = createBilling()
    await billing.sell({ orderId: 'ord_01' })
    await billing.sell({ orderId: 'ord_02' })
    await billing.invoicing.cancel('ord_02', 'order_cancelled')
    const cheaper = sampleOrder({ orderId: 'ord_01', shippingPrice: 0 })
    await billing.invoicing.replace({
      ...{ invoiceId: 'inv_01_2', creditNoteId: 'cn_01_edit1', order: cheaper },
      ...{ reason: 'order_edited', paidAt: billing.time.now.toISOString() },
    })
    const answer = await read(billing)
    expect(answer.headers.get('content-disposition')).toContain('123456789FEC20261231.txt')
    const text = await answer.text()
    expect(fecFaults(text, year)).toEqual([])
    const money = recordsOf(text).filter(({ CompteNum }) => CompteNum.startsWith('517'))
    expect(money.map(({ EcritureLib, Debit, Credit }) => [EcritureLib, Debit, Credit])).toEqual([
      ['Remboursement AV-2026-000001', '0,00', '305,70'],
      ['Encaissement FA-2026-000001', '305,70', '0,00'],
      ['Encaissement FA-2026-000002', '305,70', '0,00'],
      ['Remboursement FA-2026-000003', '0,00', '5,90'],
    ])
  })

  it('books what providers kept and paid out, after the papers of the day', async () => {
    const billing = createBilling()
    await billing.sell({ orderId: 'ord_01' })
    const settled = { provider: 'stripe', currency: 'EUR', day: '2026-11-21' } as const
    billing.settlements.push(
      { ...settled, payoutId: 'po_stripe_po_1', ref: 'po_1', fees: 705, toBank: 29_865 },
      {
        ...{ ...settled, provider: 'paypal', day: '2026-11-22', payoutId: 'po_paypal_1' },
        ...{ ref: '2026-11-22-EUR', fees: -120, toBank: 0 },
      },
      { ...settled, payoutId: 'po_stripe_po_2', ref: 'po_2', fees: 0, toBank: 0 },
    )
    const text = await (await read(billing)).text()
    expect(fecFaults(text, year)).toEqual([])
    const booked = recordsOf(text).filter(({ PieceRef }) => !PieceRef.startsWith('FA'))
    expect(
      booked.map(({ JournalCode, EcritureDate, CompteNum, PieceRef, Debit, Credit }) =>
        [JournalCode, EcritureDate, PieceRef, CompteNum, Debit, Credit].join(' '),
      ),
    ).toEqual([
      'PP 20261121 po_1 517100 0,00 305,70',
      'PP 20261121 po_1 627800 7,05 0,00',
      'PP 20261121 po_1 512000 298,65 0,00',
      'PP 20261122 2026-11-22-EUR 517200 1,20 0,00',
      'PP 20261122 2026-11-22-EUR 627800 0,00 1,20',
    ])
    billing.settlements.push({
      ...{ ...settled, currency: 'USD', payoutId: 'po_stripe_po_3' },
      ...{ ref: 'po_3', fees: 1, toBank: 0 },
    })
    expect((await read(billing)).status).toBe(409)
  })

  it('is of the year in which money moved, although the invoice is of the next', async () => {
    const billing = createBilling()
    const paidAt = '2026-12-31T22:00:00.000Z'
    billing.time.now = new Date('2026-12-31T23:30:00.000Z')
    await billing.invoicing.finalise(sampleOrder(), paidAt)
    const records = recordsOf(await (await read(billing)).text())
    expect(records.map(({ JournalCode, EcritureDate }) => [JournalCode, EcritureDate])).toEqual([
      ...[
        ['PP', '20261231'],
        ['PP', '20261231'],
      ],
    ])
  })

  it('is for staff, and in euros', async () => {
    const billing = createBilling()
    expect((await read(billing, camille)).status).toBe(403)
    const inFrancs = JSON.parse(JSON.stringify(sampleOrder()).replaceAll('"EUR"', '"CHF"'))
    await billing.invoicing.finalise(inFrancs, billing.time.now.toISOString())
    const refused = await read(billing)
    expect([refused.status, await refused.json()]).toMatchObject([
      ...[409, { code: 'transition_refused', detail: expect.stringContaining('FA-2026-000001') }],
    ])
  })
})
