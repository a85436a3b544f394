import { DistanceSales } from '@comptoir/contracts/billing/tax-schemas'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { decideTax, type TaxRules } from '@comptoir/money/tax-decision'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { readSeed } from '../taxes/seed-rates.ts'
import { datedRates } from '../taxes/tax-table.ts'

const { verify, headersFor } = createTestVerifier()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })
const rates = [...readSeed().values()].flatMap(datedRates)

type Sale = { to?: string; net?: number; buyerVatCountry?: string; rules?: Partial<TaxRules> }

function createBilling(store = createMemoryStore('billing')) {
  const test = createTestInvoicing(store)
  const blobs = createMemoryBlobs()
  const app = createApp({ ...test, blobs, verify, appToken: 'app-token', log: silentLog() })
  return {
    ...test,
    /** Sells goods without shipping somewhere, in net cents, and issues the invoice. */
    async sell(orderId: string, sale: Sale = {}) {
      const { to = 'DE 10115', net = 100_000, buyerVatCountry, rules } = sale
      const destination = { countryCode: to.slice(0, 2), postalCode: to.slice(3) }
      const day = '2026-11-21'
      const decided = { homeCountry: 'FR', prices: 'net', rates, ...rules } as const
      const tax = decideTax(decided, { destination, day, buyerVatCountry })
      if (!tax) throw new Error('not sold there')
      const lines = [{ title: 'Bureau', quantity: 1, unitPrice: net }]
      const order = sampleOrder({ orderId, lines, shippingPrice: 0, tax })
      const vatId = `${buyerVatCountry}1`
      const buyerVat = buyerVatCountry ? { vatId, status: 'valid' as const } : undefined
      const sold = { ...order, ...(order.tax && { tax: { ...order.tax, buyerVat } }) }
      return await test.invoicing.finalise(sold, test.time.now.toISOString())
    },
    async oss(query = '', headers = staff) {
      const answer = await app.request(`/api/taxes/oss${query}`, { headers })
      return { status: answer.status, body: await answer.json() }
    },
    read: async (query = '') =>
      DistanceSales.parse(
        await (await app.request(`/api/taxes/oss${query}`, { headers: staff })).json(),
      ),
  }
}

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('the distance sales of a year', () => {
  it('are what consumers of other member states bought, without VAT, whichever they paid', async () => {
    const { sell, read } = createBilling()
    await sell('ord_home', { to: 'FR 75002' })
    await sell('ord_export', { to: 'CH 1200' })
    await sell('ord_business', { buyerVatCountry: 'DE' })
    await sell('ord_french_business', { buyerVatCountry: 'FR' })
    await sell('ord_french_vat', { net: 30_000 })
    await sell('ord_their_vat', { net: 5_000, to: 'BE 1000', rules: { ossFrom: '2026-01-01' } })
    expect(await read()).toEqual({
      ...{ year: 2026, sum: eur(35_000), threshold: eur(1_000_000), documents: 2 },
      ...{ passed: false, passedInYearBefore: false, late: false, uncounted: [] },
    })
  })

  it('count each document once, and take credit notes off', async () => {
    const { sell, read, invoicing } = createBilling()
    for (let n = 0; n < 2; n++) await sell('ord_1', { net: 30_000 })
    await sell('ord_2', { net: 20_000 })
    const refund = { orderId: 'ord_2', refundId: 're_1', amount: 12_000, reason: 'gift' }
    for (let n = 0; n < 2; n++) await invoicing.credit({ ...refund, origin: 'staff' })
    expect(await read()).toMatchObject({ sum: eur(40_000), documents: 3 })
    for (let n = 0; n < 2; n++) await invoicing.cancel('ord_1', 'cancelled')
    expect(await read()).toMatchObject({ sum: eur(10_000), documents: 4 })
  })

  it('pass the threshold with the first sale above it, and a credit note does not undo that', async () => {
    const { sell, read, invoicing, time } = createBilling()
    await sell('ord_1', { net: 1_000_000 })
    expect(await read()).toMatchObject({ passed: false, late: false })
    time.now = new Date('2026-11-22T09:00:00.000Z')
    await sell('ord_2', { net: 1 })
    const passed = {
      ...{ passed: true, passedAt: '2026-11-22T09:00:00.000Z', passedOn: '2026-11-22' },
      ...{ passedBy: 'inv_2', destinationVatFrom: '2026-11-22', late: true },
    }
    expect(await read()).toMatchObject({ ...passed, sum: eur(1_000_001) })
    time.now = new Date('2026-11-23T09:00:00.000Z')
    await invoicing.cancel('ord_1', 'cancelled')
    expect(await read()).toMatchObject({ ...passed, sum: eur(1) })
  })

  it('are of a year of Paris; a credit note is of the year of its invoice', async () => {
    const { sell, read, invoicing, time } = createBilling()
    time.now = new Date('2026-12-31T22:59:59.000Z')
    await sell('ord_1', { net: 1_500_000 })
    time.now = new Date('2026-12-31T23:00:00.000Z')
    await sell('ord_2', { net: 7_000 })
    await invoicing.cancel('ord_1', 'cancelled')
    expect(await read('?year=2026')).toMatchObject({ sum: eur(0), documents: 2, passed: true })
    expect(await read()).toMatchObject({
      ...{ year: 2027, sum: eur(7_000), documents: 1, passed: false },
      ...{ passedInYearBefore: true, destinationVatFrom: '2027-01-01', late: true },
    })
  })

  it('say so aloud while the setting comes later than what is due, and no longer', async () => {
    const { sell, read, taxSettings, distanceCounter, warnings } = createBilling()
    const by = { by: 'usr_staff', at: '2026-11-21T10:00:00.000Z' }
    await distanceCounter.watch()
    await sell('ord_1', { net: 1_000_001 })
    await distanceCounter.watch()
    await taxSettings.replace({ prices: 'gross', ossFrom: '2026-11-22' }, by)
    await distanceCounter.watch()
    const late = { year: 2026, dueFrom: '2026-11-21', sum: 1_000_001 }
    expect(warnings).toMatchObject([late, { ...late, ossFrom: '2026-11-22' }])
    await taxSettings.replace({ prices: 'gross', ossFrom: '2026-11-21' }, by)
    await distanceCounter.watch()
    expect(warnings).toHaveLength(2)
    expect(await read()).toMatchObject({ passed: true, late: false, ossFrom: '2026-11-21' })
  })

  it('survive a restart, and are there for staff alone', async () => {
    const store = createMemoryStore('billing')
    const { sell } = createBilling(store)
    await sell('ord_1', { net: 30_000 })
    const { oss, read, time } = createBilling(store)
    time.now = new Date('2027-06-01T10:00:00.000Z')
    expect(await read('?year=2026')).toMatchObject({ sum: eur(30_000) })
    expect((await oss('', camille)).status).toBe(403)
    expect((await oss('', {} as typeof staff)).status).toBe(401)
    expect(await oss('?year=soon')).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'year' }] } },
    })
  })
})
