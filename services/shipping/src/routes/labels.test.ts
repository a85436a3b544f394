import { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { pagesOf, textOf } from '@comptoir/pdf/test/pdf-content'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { createApp } from '../app.ts'
import { recordTracking } from '../shipment/shipment.ts'

const { verify, headersFor } = createTestVerifier()
const staff = await headersFor({ id: 'usr_staff', roles: ['staff'] })
const camille = await headersFor({ id: 'usr_camille' })
const twoParcels = [{ quantity: 2, weightGrams: 20_000 }]

function createShipping() {
  const test = createTestDispatch()
  const app = createApp({ ...test, verify, appToken: 'app-token' })
  const get = async (path: string, headers = staff) => await app.request(path, { headers })
  const put = async (batchId: string, body: object, headers = staff) =>
    await app.request(`/api/label-batches/${batchId}`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const batch = async (batchId: string) => {
    await test.batchRenderer.idle()
    return LabelBatch.parse(await (await get(`/api/label-batches/${batchId}`)).json())
  }
  const pdf = async (batchId: string) =>
    Buffer.from(await (await get(`/api/label-batches/${batchId}/pdf`)).arrayBuffer())
  const order = (n: number, more: object = {}) =>
    test.dispatch.create(sampleOrder({ orderId: `ord_${n}`, ...more }))
  return { ...test, get, put, batch, pdf, order }
}

describe('a batch of labels', () => {
  it('is one PDF of all labels in the order asked for, each parcel once', async () => {
    const { put, batch, pdf, order } = createShipping()
    await order(1, { lines: twoParcels })
    await order(2)
    const parcels = [
      { shipmentId: 'shp_2' },
      { shipmentId: 'shp_1' },
      { shipmentId: 'shp_1', parcel: 2 },
    ]
    const asked = await put('monday', { parcels })
    expect(asked.status).toBe(200)
    expect(await batch('monday')).toMatchObject({
      ...{ status: 'done', printed: 3, total: 3, skipped: [], by: 'usr_staff' },
    })
    expect(pagesOf(await pdf('monday'))).toBe(3)
    expect(textOf(await pdf('monday')).match(/\d \/ \d/g)).toEqual(['1 / 1', '1 / 2', '2 / 2'])
  })

  it('has a packing slip behind each label when that is asked for', async () => {
    const { put, batch, pdf, order } = createShipping()
    await order(1, { lines: twoParcels })
    const parcels = [{ shipmentId: 'shp_1' }]
    await put('slips', { parcels, packingSlips: true, locale: 'en' })
    await batch('slips')
    expect(pagesOf(await pdf('slips'))).toBe(4)
    expect(textOf(await pdf('slips'))).toContain('Packing slip')
  })

  it('is the same batch when it is asked for again, and a conflict with another content', async () => {
    const { put, batch, order, clock, passSeconds } = createShipping()
    await order(1)
    const parcels = [{ shipmentId: 'shp_1' }]
    await put('again', { parcels })
    const first = await batch('again')
    passSeconds(60)
    expect((await put('again', { parcels })).status).toBe(200)
    expect(await batch('again')).toEqual(first)
    expect(first.createdAt).not.toBe(clock().toISOString())
    expect((await put('again', { parcels: [{ shipmentId: 'shp_2' }] })).status).toBe(409)
  })

  it('names what it leaves out: unknown, cancelled, held, gone', async () => {
    const { put, batch, get, order, dispatch, shipments, clock } = createShipping()
    await order(1)
    await order(2)
    await dispatch.cancel('ord_1', 'cancelled')
    const at = clock().toISOString()
    await shipments.update('shp_2', (state) =>
      recordTracking(state, [{ code: 'handed_over', at }], at),
    )
    const parcels = [
      { shipmentId: 'shp_1' },
      { shipmentId: 'shp_2', parcel: 1 },
      { shipmentId: 'shp_2', parcel: 7 },
      { shipmentId: 'shp_none' },
    ]
    await put('rest', { parcels })
    const { skipped, total } = await batch('rest')
    expect(skipped.map(({ reason }) => reason)).toEqual(['cancelled', 'left', 'unknown', 'unknown'])
    expect(total).toBe(0)
    expect((await get('/api/label-batches/rest/pdf')).status).toBe(404)
  })

  it('is printed by another replica when the one that took it stopped', async () => {
    const { batches, batchRenderer, batch, order, clock, passSeconds } = createShipping()
    await order(1)
    const { startBatch } = await import('../labels/label-batch.ts')
    const asked = { parcels: [{ shipmentId: 'shp_1' }], packingSlips: false, locale: 'fr' as const }
    const now = clock().toISOString()
    await batches.create('left', startBatch(asked, { batchId: 'left', by: 'usr_staff', now }))
    await batchRenderer.sweep()
    expect((await batch('left')).status).toBe('pending')
    passSeconds(31)
    await batchRenderer.sweep()
    expect((await batch('left')).status).toBe('done')
  })

  it('has failed after twenty tries, says why, and begins again when it is asked for again', async () => {
    const { put, batch, get, order, batchRenderer, blobs, passSeconds } = createShipping()
    await order(1)
    const parcels = [{ shipmentId: 'shp_1' }]
    const { put: store } = blobs
    Object.assign(blobs, { put: () => Promise.reject(new Error('the bucket is gone')) })
    await put('lost', { parcels })
    for (let tries = 1; tries < 20; tries += 1) {
      expect((await batch('lost')).status).toBe('pending')
      passSeconds(31)
      await batchRenderer.sweep()
    }
    expect(await batch('lost')).toMatchObject({
      ...{ status: 'failed', reason: 'Error: the bucket is gone' },
    })
    expect((await get('/api/label-batches/lost/pdf')).status).toBe(409)
    Object.assign(blobs, { put: store })
    passSeconds(31)
    await batchRenderer.sweep()
    expect((await batch('lost')).status).toBe('failed')
    expect((await put('lost', { parcels })).status).toBe(200)
    const again = await batch('lost')
    expect(again).toMatchObject({ status: 'done', printed: 1 })
    expect(again.reason).toBeUndefined()
  })

  it('that failed is forgotten after a day, too', async () => {
    const { batches, batchRenderer, clock, passSeconds } = createShipping()
    const { noteFailure, startBatch } = await import('../labels/label-batch.ts')
    const asked = { parcels: [{ shipmentId: 'shp_1' }], packingSlips: false, locale: 'fr' as const }
    const now = clock().toISOString()
    let failed = startBatch(asked, { batchId: 'lost', by: 'usr_staff', now })
    for (let tries = 0; tries < 20; tries += 1) failed = noteFailure(failed, { reason: 'x', now })
    await batches.create('lost', failed)
    passSeconds(24 * 3_600 + 1)
    await batchRenderer.forget()
    expect(await batches.get('lost')).toBeUndefined()
  })

  it('tells how far it is, and is forgotten with its file after a day', async () => {
    const { put, batch, get, order, batches, batchRenderer, blobs, passSeconds } = createShipping()
    const parcels = await Promise.all(
      Array.from({ length: 120 }, async (_, n) => {
        await order(n)
        return { shipmentId: `shp_${n}` }
      }),
    )
    await put('many', { parcels })
    const seen = new Set<number>()
    while ((await batches.get('many'))?.data.status !== 'done') {
      seen.add((await batches.get('many'))?.data.printed ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect([...seen]).toEqual(expect.arrayContaining([0, 50]))
    const { pdf } = await batch('many')
    expect(await blobs.get(pdf?.sha256 ?? '')).toBeDefined()
    passSeconds(24 * 3_600 - 1)
    await batchRenderer.forget()
    expect((await get('/api/label-batches/many')).status).toBe(200)
    passSeconds(2)
    await batchRenderer.forget()
    expect((await get('/api/label-batches/many')).status).toBe(404)
    expect(await blobs.get(pdf?.sha256 ?? '')).toBeUndefined()
  })

  it('is nobody else’s', async () => {
    const { put, get } = createShipping()
    expect((await put('mine', { parcels: [{ shipmentId: 'shp_1' }] }, camille)).status).toBe(403)
    expect((await get('/api/label-batches/mine')).status).toBe(404)
  })
})

describe('the packing slip of a parcel', () => {
  it('is in the language of the order unless another one is asked for', async () => {
    const { get, order } = createShipping()
    await order(1)
    const slip = async (query: string) => {
      const answer = await get(`/api/shipments/shp_1/packing-slip?parcel=1${query}`)
      return textOf(Buffer.from(await answer.arrayBuffer()))
    }
    expect(await slip('')).toContain('Bon de livraison')
    expect(await slip('&locale=en')).toContain('Packing slip')
    expect((await get('/api/shipments/shp_1/packing-slip?parcel=2')).status).toBe(404)
    expect((await get('/api/shipments/shp_1/packing-slip', camille)).status).toBe(403)
  })
})
