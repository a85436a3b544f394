import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { attachedXmlOf, textOf } from '@comptoir/pdf/test/pdf-content'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { attachPdf, isIssued } from '../invoice/invoice.ts'
import { renderInvoice } from '../printing/invoice-pdf.ts'
import { createInvoiceRenderer } from '../printing/invoice-rendering.ts'

const paidAt = '2026-11-21T10:00:00.000Z'
const { verify, headersFor } = createTestVerifier()
const camille = await headersFor({ id: 'usr_camille' })
const other = await headersFor({ id: 'usr_other' })
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })

function createBilling() {
  const test = createTestInvoicing()
  const blobs = createMemoryBlobs()
  const renderer = createInvoiceRenderer({ ...test, blobs, log: silentLog() })
  const app = createApp({ ...test, blobs, verify, appToken: 'token', log: silentLog() })
  const get = async (path: string, headers: Record<string, string> = camille) =>
    await app.request(`/api/${path}`, { headers })
  const bytesAt = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer())
  async function issue(order = sampleOrder()) {
    await test.invoicing.finalise(order, paidAt)
    await renderer.sweep()
  }
  return { ...test, blobs, renderer, get, bytesAt, issue }
}

describe('the electronic forms of an invoice', () => {
  it('are its PDF with the XML in it, that XML, and UBL, the same each time', async () => {
    const billing = createBilling()
    await billing.issue()
    const facturx = await billing.get('invoices/inv_01/facturx')
    expect(facturx.headers.get('content-disposition')).toContain('FA-2026-000001.pdf')
    const bytes = Buffer.from(await facturx.arrayBuffer())
    expect(bytes.equals(await billing.bytesAt('invoices/inv_01/pdf'))).toBe(true)
    expect(textOf(bytes)).toContain('N° FA-2026-000001')
    const xml = await billing.get('invoices/inv_01/xml')
    const { data } = (await billing.invoices.get('inv_01')) ?? {}
    const stored = data?.status === 'finalised' ? data.xml : undefined
    expect(xml.headers.get('etag')).toBe(`"${stored?.sha256}"`)
    expect(attachedXmlOf(bytes)).toEqual([await xml.text()])
    const ubl = await billing.get('invoices/inv_01/ubl')
    expect(ubl.headers.get('content-type')).toBe('application/xml')
    expect(await ubl.text()).toContain('<cbc:ID>FA-2026-000001</cbc:ID>')
  })

  it.each(['facturx', 'xml', 'ubl'])(
    '%s is for its owner and staff, once it is made',
    async (form) => {
      const billing = createBilling()
      await billing.invoicing.finalise(sampleOrder(), paidAt)
      const path = `invoices/inv_01/${form}`
      expect((await billing.get(path)).status).toBe(409)
      await billing.renderer.sweep()
      expect((await billing.get(path, staff)).status).toBe(200)
      expect((await billing.get(path, other)).status).toBe(404)
      expect((await billing.get(path, {})).status).toBe(401)
      expect((await billing.get(`credit-notes/inv_01/${form}`)).status).toBe(404)
    },
  )

  it.each(['facturx', 'xml', 'ubl'])('%s is there of a credit note', async (form) => {
    const billing = createBilling()
    await billing.issue()
    await billing.invoicing.cancel('ord_01', 'order_cancelled')
    await billing.renderer.sweep()
    const answer = await billing.get(`credit-notes/cn_01/${form}`)
    expect(answer.status).toBe(200)
    if (form !== 'facturx') expect(await answer.text()).toContain('AV-2026-000001')
  })

  it('of an invoice from before are made once, and its PDF stays as it was', async () => {
    const billing = createBilling()
    await billing.invoicing.finalise(sampleOrder(), paidAt)
    const { data } = (await billing.invoices.get('inv_01')) ?? {}
    if (!data || !isIssued(data)) throw new Error('not issued')
    const old = Buffer.from('%PDF-1.7 of then')
    const { sha256 } = await billing.blobs.put(old)
    await billing.invoices.update('inv_01', (now) =>
      attachPdf(now, { pdf: { sha256, size: old.length } }),
    )
    const first = await billing.bytesAt('invoices/inv_01/facturx')
    expect(first.equals(await renderInvoice(data))).toBe(true)
    expect(first.equals(await billing.bytesAt('invoices/inv_01/facturx'))).toBe(true)
    expect((await billing.bytesAt('invoices/inv_01/pdf')).equals(old)).toBe(true)
  })

  it('are not there in a currency of three decimals, whose PDF is', async () => {
    const billing = createBilling()
    const dinars = JSON.parse(JSON.stringify(sampleOrder()).replaceAll('"EUR"', '"KWD"'))
    await billing.issue(dinars)
    expect((await billing.get('invoices/inv_01/pdf')).status).toBe(200)
    for (const form of ['facturx', 'xml', 'ubl']) {
      expect((await billing.get(`invoices/inv_01/${form}`)).status).toBe(404)
    }
  })
})
