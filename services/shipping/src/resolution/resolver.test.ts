import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { type LiveShipment, recordTracking } from '../shipment/shipment.ts'

const lines = [{ sku: 'SKU-1', quantity: 1 }]

/** An order of two parcels: the first was delivered, the second went wrong. */
async function createFailed(code: 'lost' | 'damaged' | 'returned_to_sender' = 'lost') {
  const test = createTestDispatch()
  const order = sampleOrder({ lines: [{ quantity: 2, weightGrams: 20_000 }] })
  await test.dispatch.create(order)
  await test.renderer.idle()
  const read = async (id = 'shp_01') => (await test.shipments.get(id))?.data as LiveShipment
  const [first, second] = (await read()).parcels.map(({ trackingNumber }) => trackingNumber)
  const at = test.clock().toISOString()
  const scans = [
    { code: 'delivered', at, trackingNumber: first },
    { code, at, trackingNumber: second },
  ] as const
  await test.shipments.update('shp_01', (state) => recordTracking(state, scans, at))
  const resolve = (kind: 'resend' | 'refund' | 'write_off') =>
    test.resolver.resolve('shp_01', 2, kind)
  const resolution = async () => (await read()).parcels[1]?.resolution
  return { ...test, read, resolve, resolution, second }
}

describe('a parcel that is lost', () => {
  it('is sent again, with stock that is taken once, however often it is asked', async () => {
    const { resolve, read, others, published, renderer } = await createFailed()
    await Promise.all([resolve('resend'), resolve('resend')])
    await resolve('resend')
    await renderer.idle()
    expect([...others.sold]).toEqual([['res_01_r2', lines]])
    expect(await read('shp_01_r2')).toMatchObject({
      ...{ purpose: 'resend', status: 'label_created', reservationId: 'res_01_r2' },
      ...{ replaces: { shipmentId: 'shp_01', parcel: 2 }, parcels: [{ lines }] },
    })
    expect((await read()).status).toBe('delivered')
    expect(published().filter((name) => name === 'shipment-created')).toHaveLength(2)
    expect(published().filter((name) => name === 'shipment-delivered')).toHaveLength(1)
  })

  it('may be refunded when there is none left to send', async () => {
    const { resolve, resolution, others } = await createFailed()
    others.faults.isOut = true
    await resolve('resend')
    expect(await resolution()).toMatchObject({ status: 'refused', detail: 'out_of_stock' })
    await resolve('refund')
    expect(await resolution()).toMatchObject({ kind: 'refund', status: 'done', attempt: 2 })
    expect([...others.refunds]).toEqual([['rf_01_p2', lines]])
  })

  it('is sent again under another id when there was none the first time', async () => {
    const { resolve, others, read } = await createFailed()
    others.faults.isOut = true
    await resolve('resend')
    others.faults.isOut = false
    await resolve('resend')
    expect([...others.sold.keys()]).toEqual(['res_01_r2.2'])
    expect((await read('shp_01_r2.2')).purpose).toBe('resend')
  })

  it('is resolved later when a service was away, by what was decided', async () => {
    const { resolve, resolution, resolver, others } = await createFailed()
    others.faults.isAway = true
    await expect(resolve('refund')).rejects.toThrow('dependency_unavailable')
    await resolver.sweep()
    expect(await resolution()).toMatchObject({ kind: 'refund', status: 'pending' })
    others.faults.isAway = false
    await expect(resolve('resend')).rejects.toThrow('decided already')
    await resolver.sweep()
    await resolver.sweep()
    expect(await resolution()).toMatchObject({ status: 'done' })
    expect(others.refunds.size).toBe(1)
  })

  it('is written off, or refused a refund that was given already', async () => {
    const off = await createFailed('damaged')
    await off.resolve('write_off')
    expect([await off.resolution(), off.others.sold.size]).toMatchObject([{ status: 'done' }, 0])
    const refunded = await createFailed()
    refunded.others.faults.isRefunded = true
    await refunded.resolve('refund')
    expect(await refunded.resolution()).toMatchObject({ status: 'refused' })
  })
})

describe('a parcel that came back', () => {
  it('travels again with the same goods', async () => {
    const { resolve, read, others } = await createFailed('returned_to_sender')
    await resolve('resend')
    expect(others.sold.size).toBe(0)
    expect((await read('shp_01_r2')).reservationId).toBeUndefined()
  })
})

describe('a parcel that is not lost', () => {
  it('has nothing to decide', async () => {
    const { resolver } = await createFailed()
    await expect(resolver.resolve('shp_01', 1, 'refund')).rejects.toThrow('is delivered')
    await expect(resolver.resolve('shp_01', 3, 'refund')).rejects.toThrow('no such parcel')
  })
})
