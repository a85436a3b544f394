import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import { TaxRate } from '@comptoir/contracts/billing/schemas'
import { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryBlobs } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestInvoicing } from '../../test/invoicing.ts'
import { createApp } from '../app.ts'

const { verify, headersFor } = createTestVerifier()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })
const Rates = z.object({ rates: z.array(TaxRate) })
const Problem = z.looseObject({ code: z.string() })

function createBilling() {
  const store = createMemoryStore('billing')
  const test = createTestInvoicing(store)
  const appToken = 'app-token'
  const app = createApp({ ...test, blobs: createMemoryBlobs(), verify, appToken, log: silentLog() })
  async function call(operation: string, headers: Record<string, string> = staff, body?: unknown) {
    const [method = '', path = ''] = operation.split(' ')
    return await app.request(path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
  const rates = async (query = '') =>
    Rates.parse(await (await call(`GET /api/tax-rates${query}`, {})).json()).rates
  const put = (place: string, rateBps: number, more: object = {}) =>
    call(`PUT /api/tax-rates/${place}`, staff, { rateBps, ...more })
  return { ...test, store, call, rates, put }
}

const standardOf = (rates: readonly TaxRate[], countryCode = 'FR') =>
  rates.filter((rate) => rate.countryCode === countryCode && rate.taxClass === 'standard')

describe('GET /api/tax-rates', () => {
  it('gives the rates in force to everybody, those of Monaco as of France', async () => {
    const rates = await createBilling().rates()
    const standard = { taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' }
    expect(standardOf(rates)).toEqual([{ countryCode: 'FR', ...standard }])
    expect(standardOf(rates, 'MC')).toEqual([{ countryCode: 'MC', ...standard }])
  })

  it('gives those to come when asked, and nothing that is over', async () => {
    const billing = createBilling()
    await billing.put('FR/standard/2027-01-01', 2100)
    expect(standardOf(await billing.rates()).map(({ rateBps }) => rateBps)).toEqual([2000])
    const upcoming = standardOf(await billing.rates('?upcoming=true'))
    expect(upcoming.map(({ rateBps, validTo }) => [rateBps, validTo])).toEqual([
      [2000, '2026-12-31'],
      [2100, undefined],
    ])
    billing.time.now = new Date('2026-12-31T23:30:00.000Z')
    expect(standardOf(await billing.rates()).map(({ rateBps }) => rateBps)).toEqual([2100])
  })
})

describe('rates in the hands of staff', () => {
  it('change from a day on, with a history, and every replica hears of it', async () => {
    const billing = createBilling()
    const answer = await billing.put('FR-20R/reduced/2027-01-01', 250, { reason: 'law' })
    expect(answer.status).toBe(200)
    const { history, version } = TaxCountry.parse(await answer.json())
    expect(history.map(({ action }) => action)).toEqual(['seeded', 'added'])
    expect(history[1]).toMatchObject({ by: 'usr_staff', place: 'FR-20R', reason: 'law' })
    const told = () => billing.store.published.filter(({ type }) => type === TaxRatesChanged.type)
    expect(told().map(({ data, subject }) => [data, subject])).toEqual([
      [{ countryCode: 'FR' }, 'FR'],
    ])
    const again = await billing.put('FR-20R/reduced/2027-01-01', 250)
    expect(TaxCountry.parse(await again.json()).version).toBe(version)
    expect(told()).toHaveLength(1)
    await billing.call('DELETE /api/tax-rates/FR-20R/reduced/2027-01-01')
    const read = TaxCountry.parse(await (await billing.call('GET /api/tax-rates/FR')).json())
    expect(read.history.map(({ action }) => action)).toEqual(['seeded', 'added', 'removed'])
    expect(told()).toHaveLength(2)
  })

  it('stay when a start of the service writes what is missing', async () => {
    const billing = createBilling()
    await billing.put('DE/standard/2027-01-01', 2000)
    await billing.taxRates.seed()
    await billing.taxRates.seed()
    const germany = await billing.taxRates.get('DE')
    expect(germany?.data.rates).toHaveLength(3)
    expect(await billing.taxRates.collection.get('FR')).toMatchObject({ version: 1 })
  })

  it.each([
    ['a rate that is in force', 'PUT /api/tax-rates/FR/standard/2014-01-01', 'transition_refused'],
    ['a day that is over', 'PUT /api/tax-rates/FR/standard/2026-11-20', 'invalid_request'],
    [
      'a country without VAT of ours',
      'PUT /api/tax-rates/US/standard/2027-01-01',
      'invalid_request',
    ],
    ['Monaco', 'PUT /api/tax-rates/MC/standard/2027-01-01', 'invalid_request'],
    ['no day', 'PUT /api/tax-rates/FR/standard/2026-02-30', 'invalid_request'],
    ['a rate in force', 'DELETE /api/tax-rates/FR/standard/2014-01-01', 'transition_refused'],
    ['the table of nowhere', 'GET /api/tax-rates/US', 'not_found'],
  ])('are refused for %s', async (_, operation, code) => {
    const body = operation.startsWith('PUT') ? { rateBps: 2100 } : undefined
    const answer = await createBilling().call(operation, staff, body)
    expect(Problem.parse(await answer.json()).code).toBe(code)
  })

  it('are nobody else’s', async () => {
    const billing = createBilling()
    const operation = 'PUT /api/tax-rates/FR/standard/2027-01-01'
    expect((await billing.call(operation, {}, { rateBps: 1 })).status).toBe(401)
    expect((await billing.call(operation, camille, { rateBps: 1 })).status).toBe(403)
    expect((await billing.call('GET /api/tax-rates/FR', camille)).status).toBe(403)
  })
})
