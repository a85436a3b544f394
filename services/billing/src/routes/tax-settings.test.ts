import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import { TaxSettings } from '@comptoir/contracts/billing/schemas'
import { TaxPreview, TaxSettingsView } from '@comptoir/contracts/billing/tax-schemas'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { createApp } from '../app.ts'

const { verify, headersFor } = createTestVerifier()
/** What these tests read of answers without a schema of their own. */
const Body = z
  .looseObject({ settings: TaxSettings, errors: z.array(z.object({ field: z.string() })) })
  .partial()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })

function createBilling() {
  const store = createMemoryStore('billing')
  const test = createTestInvoicing(store)
  const blobs = createMemoryBlobs()
  const app = createApp({ ...test, blobs, verify, appToken: 'app-token', log: silentLog() })
  async function call(operation: string, body?: unknown, headers = staff) {
    const [method = '', path = ''] = operation.split(' ')
    const answer = await app.request(path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: Body.parse(await answer.json()) }
  }
  return { store, call }
}

describe('the settings of taxes', () => {
  it('are French VAT and gross prices until staff change them; everyone hears of it, once', async () => {
    const { store, call } = createBilling()
    const before = TaxSettingsView.parse((await call('GET /api/tax-settings')).body)
    expect(before).toEqual({ homeCountry: 'FR', prices: 'gross', history: [], version: 0 })
    const wanted = { prices: 'gross', ossFrom: '2026-12-01' }
    const after = TaxSettingsView.parse((await call('PUT /api/tax-settings', wanted)).body)
    expect(after).toMatchObject({ ...wanted, homeCountry: 'FR', history: [{ by: 'usr_staff' }] })
    const again = TaxSettingsView.parse((await call('PUT /api/tax-settings', wanted)).body)
    expect(again).toEqual(after)
    const told = store.published.filter(({ type }) => type === TaxRatesChanged.type)
    expect(told.map(({ data }) => data)).toEqual([{}])
    const { body } = await call('GET /api/tax-rates', undefined, {})
    expect(body.settings).toEqual({ homeCountry: 'FR', ...wanted })
  })

  it('are staff’s, and refuse what is no day', async () => {
    const { call } = createBilling()
    const wanted = { prices: 'gross', ossFrom: '2026-12-32' }
    expect(await call('PUT /api/tax-settings', wanted)).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'ossFrom' }] } },
    })
    expect((await call('PUT /api/tax-settings', { prices: 'net' }, camille)).status).toBe(403)
    expect((await call('GET /api/tax-settings', undefined, {})).status).toBe(401)
  })
})

it('takes a VAT id that staff vouch for, and records who did', async () => {
  const { store, call } = createBilling()
  const approve = (headers = staff) =>
    call('POST /api/vat-ids/DE136695976/approvals', { reason: 'seen its certificate' }, headers)
  expect((await approve(camille)).status).toBe(403)
  expect((await approve()).status).toBe(200)
  expect(store.recorded.map(({ data }) => data)).toMatchObject([
    { operation: 'ApproveVatId', reason: 'seen its certificate', actor: { userId: 'usr_staff' } },
  ])
})

describe('the preview of a basket', () => {
  const basket = {
    lines: [{ taxClass: 'standard', quantity: 2, unitPrice: 5000 }],
    shipping: 600,
  }
  const to = (countryCode: string, postalCode: string) => ({ countryCode, postalCode })

  it('says what it costs there on that day, by which rule, with the mention of the invoice', async () => {
    const { call } = createBilling()
    const preview = async (more: object) =>
      TaxPreview.parse((await call('POST /api/tax-rates/preview', { ...basket, ...more })).body)
    const home = await preview({ destination: to('FR', '75002') })
    expect([home.tax.treatment, home.totals.vatTotal.amount, home.note]).toEqual([
      ...['domestic', 1767, undefined],
    ])
    const abroad = await preview({ destination: to('CH', '1200') })
    expect([abroad.tax.treatment, abroad.totals.grandTotal.amount]).toEqual(['export', 8833])
    expect(abroad.note?.en).toContain('Export exempt from VAT')
    await call('PUT /api/tax-settings', { prices: 'gross', ossFrom: '2027-01-01' })
    const germany = { destination: to('DE', '10115') }
    const before = await preview({ ...germany, day: '2026-12-31' })
    const after = await preview({ ...germany, day: '2027-01-01' })
    expect([before.tax.treatment, after.tax.treatment]).toEqual(['distance_home', 'distance_oss'])
    const business = await preview({ ...germany, day: '2027-01-01', buyerVatCountry: 'DE' })
    expect(business.tax.treatment).toBe('reverse_charge')
  })

  it('refuses a tax class that is none, and a day before every rate, naming the field', async () => {
    const { call } = createBilling()
    const lines = [{ taxClass: 'books', quantity: 1, unitPrice: 1 }]
    const destination = to('FR', '75002')
    const fieldOf = async (asked: object) =>
      (await call('POST /api/tax-rates/preview', { ...basket, destination, ...asked })).body
        .errors?.[0]?.field
    expect(await fieldOf({ lines })).toBe('lines.0.taxClass')
    expect(await fieldOf({ day: '1990-01-01' })).toBe('destination.countryCode')
  })
})
