import { ShippingTariffsChanged } from '@comptoir/contracts/shipping/events'
import { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import {
  TariffBook,
  TariffImportResult,
  TariffPreview,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { createBroadcasts } from '../subscribers.ts'
import { createTariffStore } from '../tariffs/tariff-store.ts'

const { verify, headersFor } = createTestVerifier()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })
const Problem = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ field: z.string() })).optional(),
})
const basket = {
  ...{ countryCode: 'FR', postalCode: '75010', weightGrams: 800 },
  itemsTotal: { amount: 2_000, currency: 'EUR' },
}
const tariff = { tiers: [{ upToGrams: 30_000, price: 450 }], deliveryDays: { min: 2, max: 3 } }
const toMainland = '/api/shipping-tariffs/colis-standard/mainland'

function createShipping() {
  const test = createTestDispatch()
  const app = createApp({ ...test, verify, appToken: 'app-token' })
  async function call(operation: string, body?: unknown, headers: object = staff) {
    const [method = '', path = ''] = operation.split(' ')
    const answer = await app.request(path, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: z.unknown().parse(await answer.json()) }
  }
  const quote = async (more: object = {}) => {
    const { body } = await call('POST /api/shipping-rates/quote', { ...basket, ...more }, {})
    const { options } = z.object({ options: z.array(ShippingOption) }).parse(body)
    const toTheDoor = options.filter(({ kind }) => kind !== 'pickup')
    return Object.fromEntries(toTheDoor.map(({ optionId, price }) => [optionId, price.amount]))
  }
  const told = () =>
    test.store.published.flatMap(({ type, data }) =>
      type === ShippingTariffsChanged.type ? [data] : [],
    )
  const book = async () => TariffBook.parse((await call('GET /api/shipping-tariffs')).body)
  return { ...test, call, quote, told, book }
}

describe('tariffs in the hands of staff', () => {
  it('price the next quote, with a history, and every replica hears of it once', async () => {
    const { call, quote, told } = createShipping()
    expect(await quote()).toEqual({ 'colis-standard': 590, 'colis-express': 1_190 })
    const asked = { ...tariff, reason: 'tariffs of 2027' }
    const first = TariffBook.parse((await call(`PUT ${toMainland}`, asked)).body)
    expect(first.history.at(-1)).toMatchObject({
      ...{ by: 'usr_staff', at: '2026-11-21T10:00:00.000Z', reason: 'tariffs of 2027' },
      ...{ action: 'changed', optionId: 'colis-standard', zoneId: 'mainland' },
    })
    expect(await quote()).toEqual({ 'colis-standard': 450, 'colis-express': 1_190 })
    const again = TariffBook.parse((await call(`PUT ${toMainland}`, asked)).body)
    expect(again.version).toBe(first.version)
    expect(told()).toEqual([{ optionId: 'colis-standard' }])
    await call(`DELETE ${toMainland}`)
    expect(await quote()).toEqual({ 'colis-express': 1_190 })
  })

  it('reach another replica, which knew those before, as soon as it hears of them', async () => {
    const { call, store } = createShipping()
    const other = createTariffStore(store)
    const priceThere = async () =>
      (await other.current()).tariffs.find(({ zoneId }) => zoneId === 'mainland')?.tiers[0]?.price
    expect(await priceThere()).toBe(490)
    await call(`PUT ${toMainland}`, tariff)
    expect(await priceThere()).toBe(490)
    const [broadcast] = createBroadcasts({ tariffs: other })
    await broadcast?.handle({ optionId: 'colis-standard' }, {} as never)
    expect(await priceThere()).toBe(450)
  })

  it('name a new carrier, its option and where it goes, step by step', async () => {
    const { call, quote } = createShipping()
    const refused = await call('PUT /api/carriers/velo/options/velo-paris', {
      ...{ name: { fr: 'Vélo' }, kind: 'home', active: true },
    })
    expect([refused.status, Problem.parse(refused.body).code]).toEqual([404, 'not_found'])
    await call('PUT /api/carriers/velo', { name: 'Vélo & Co', active: true })
    await call('PUT /api/carriers/velo/options/velo-paris', {
      ...{ name: { fr: 'Vélo' }, kind: 'home', active: true },
    })
    const areas = [{ countryCode: 'FR', postalPrefixes: ['750'] }]
    await call('PUT /api/shipping-zones/paris', { name: { fr: 'Paris' }, areas })
    expect(await quote()).toEqual({})
    await call('PUT /api/shipping-tariffs/velo-paris/paris', tariff)
    expect(await quote()).toEqual({ 'velo-paris': 450 })
    expect(await quote({ postalCode: '69002' })).toMatchObject({ 'colis-standard': 590 })
    const { body } = await call('GET /api/shipping-tariffs?optionId=velo-paris')
    const of = TariffBook.parse(body)
    expect(of.history.map(({ action }) => action)).toEqual(['added', 'added'])
    await call('PUT /api/carriers/velo', { name: 'Vélo & Co', active: false })
    expect(await quote()).toEqual({})
  })

  it('stay when a start of the service writes what is missing', async () => {
    const { call, tariffs, book } = createShipping()
    await tariffs.seed()
    expect((await book()).version).toBe(1)
    await call(`PUT ${toMainland}`, tariff)
    await tariffs.seed()
    expect((await book()).version).toBe(2)
  })

  it('do not change what was ordered: a parcel is packed and carried as its order says', async () => {
    const { call, dispatch, shipments } = createShipping()
    const order = sampleOrder()
    await dispatch.create(order)
    await call(`PUT ${toMainland}`, tariff)
    await call('PUT /api/carriers/colis-france', { name: 'Autre nom', active: false })
    await dispatch.create(order)
    expect((await shipments.get('shp_01'))?.data).toMatchObject({ carrierName: 'Colis France' })
  })

  it('are refused with the field at fault', async () => {
    const { call } = createShipping()
    const fieldOf = async (operation: string, body: unknown) =>
      Problem.parse((await call(operation, body)).body).errors?.[0]?.field
    const falling = [
      { upToGrams: 100, price: 5 },
      { upToGrams: 200, price: 4 },
    ]
    expect(await fieldOf(`PUT ${toMainland}`, { ...tariff, tiers: falling })).toBe('tiers.1.price')
    expect(await fieldOf(`PUT ${toMainland}`, { ...tariff, tiers: [] })).toBe('tiers')
    const trackingUrlTemplate = 'http://carrier.example/{trackingNumber}'
    const carrier = { name: 'A', active: true, trackingUrlTemplate }
    expect(await fieldOf('PUT /api/carriers/a', carrier)).toBe('trackingUrlTemplate')
  })

  it('are nobody else’s', async () => {
    const { call } = createShipping()
    expect((await call(`PUT ${toMainland}`, tariff, {})).status).toBe(401)
    expect((await call(`PUT ${toMainland}`, tariff, camille)).status).toBe(403)
    expect((await call('GET /api/shipping-tariffs', undefined, camille)).status).toBe(403)
  })
})

describe('the preview of a basket', () => {
  it('says what tariffs to try would cost beside those of today, and stores nothing', async () => {
    const { call, quote, book } = createShipping()
    const { version } = await book()
    const tried = { ...tariff, optionId: 'colis-standard', zoneId: 'mainland' }
    const { body } = await call('POST /api/shipping-tariffs/preview', {
      ...{ ...basket, weightGrams: 31_000, tariffs: [tried] },
    })
    const { zoneId, options } = TariffPreview.parse(body)
    expect(zoneId).toBe('mainland')
    expect(options[0]).toEqual({
      ...{ optionId: 'colis-standard', carrierCode: 'colis-france', active: true, isFree: false },
      price: { amount: 900, currency: 'EUR' },
      priceToday: { amount: 3_080, currency: 'EUR' },
      parcels: 2,
    })
    expect(await quote()).toMatchObject({ 'colis-standard': 590 })
    expect((await book()).version).toBe(version)
  })
})

describe('the import of a tariff table', () => {
  const table = 'option,zone,up_to_grams,price\ncolis-standard,mainland,30000,4.50\n'
  const send = async (shipping: ReturnType<typeof createShipping>, body: object) => {
    const answer = await shipping.call('POST /api/shipping-tariffs/import', body)
    return { ...answer, result: TariffImportResult.safeParse(answer.body).data }
  }

  it('says first what would change, then changes it, once', async () => {
    const shipping = createShipping()
    const preview = await send(shipping, { table, preview: true })
    expect(preview.result).toMatchObject({
      ...{ applied: false, errors: [] },
      tariffs: [{ action: 'changed', tariff: { tiers: [{ price: 450 }], freeFrom: 6_000 } }],
    })
    expect(shipping.told()).toEqual([])
    const version = preview.result?.version
    expect((await send(shipping, { table, version })).result?.applied).toBe(true)
    expect(await shipping.quote()).toMatchObject({ 'colis-standard': 450 })
    expect((await send(shipping, { table, version })).result?.tariffs[0]?.action).toBe('same')
    expect(shipping.told()).toHaveLength(1)
    expect((await shipping.book()).history.at(-1)).toMatchObject({ action: 'imported' })
  })

  it('imports nothing of a table with a bad line, and names line and column', async () => {
    const shipping = createShipping()
    const bad = `${table}colis-standard,corsica,1000,free\n`
    const { result } = await send(shipping, { table: bad, preview: true })
    expect(result?.errors).toEqual([
      expect.objectContaining({ line: 3, field: 'price', code: 'not_an_amount' }),
    ])
    const refused = await send(shipping, { table: bad })
    expect(refused.status).toBe(400)
    expect(Problem.parse(refused.body).errors).toEqual([
      expect.objectContaining({ field: 'lines.3.price' }),
    ])
    expect(await shipping.quote()).toMatchObject({ 'colis-standard': 590 })
  })

  it('is a conflict when the tariffs changed since the preview', async () => {
    const shipping = createShipping()
    const { result } = await send(shipping, { table, preview: true })
    const other = [{ upToGrams: 30_000, price: 444 }]
    await shipping.call(`PUT ${toMainland}`, { ...tariff, tiers: other, freeFrom: 100 })
    const refused = await send(shipping, { table, version: result?.version })
    expect([refused.status, Problem.parse(refused.body).code]).toEqual([409, 'conflict'])
    expect(await shipping.quote()).toMatchObject({ 'colis-standard': 0 })
  })
})
