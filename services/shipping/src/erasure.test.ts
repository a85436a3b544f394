import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../test/dispatch.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createErasure } from './erasure.ts'
import { recordTracking } from './shipment.ts'

const order = sampleOrder()
const meta = {
  id: 'e1',
  type: 'x',
  subject: order.userId,
  version: 1,
  time: '2026-11-28T10:00:00.000Z',
}

async function shippedTo() {
  const test = createTestDispatch()
  await test.dispatch.create(order)
  await test.renderer.idle()
  const { handle } = createErasure(test)
  const shipment = async () => {
    const data = (await test.shipments.get('shp_01'))?.data
    if (!data || data.status === 'cancelled') throw new Error('there is no shipment')
    return data
  }
  const scan = (code: 'handed_over' | 'delivered') =>
    test.shipments.update('shp_01', (state) =>
      recordTracking(state, { code, at: test.clock().toISOString() }, test.clock().toISOString()),
    )
  const label = (await shipment()).parcels[0]?.label?.sha256 ?? 'no label'
  return { ...test, shipment, scan, label, forget: () => handle({ userId: order.userId }, meta) }
}

describe('the shipments of a deleted account', () => {
  it('lose the recipient and the labels once delivered, their files too', async () => {
    const { shipment, scan, label, blobs, forget } = await shippedTo()
    await scan('handed_over')
    await scan('delivered')
    expect(await blobs.get(label)).toBeDefined()
    await forget()
    const once = await shipment()
    expect(once.to.recipient).toBe('erased')
    expect(once.parcels.some((parcel) => parcel.label)).toBe(false)
    expect(await blobs.get(label)).toBeUndefined()
    expect(once.trackingNumber).toBeTruthy()
    await forget()
    expect(await shipment()).toEqual(once)
  })

  it('keep them while the parcel is on its way', async () => {
    const { shipment, scan, label, blobs, forget } = await shippedTo()
    await scan('handed_over')
    await forget()
    expect((await shipment()).to).toEqual(order.shippingAddress)
    expect(await blobs.get(label)).toBeDefined()
    await scan('delivered')
    expect((await shipment()).to.recipient).toBe('erased')
  })
})
