import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
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
  return { ...test, get, sell }
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
