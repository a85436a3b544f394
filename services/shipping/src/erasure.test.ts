import { createErasure } from '@comptoir/dapr/documents/erasure'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../test/dispatch.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { eraseShipments } from './erasure.ts'
import { recordTracking } from './shipment/shipment.ts'

const order = sampleOrder()
async function shippedTo({ deletedBefore = false } = {}) {
  const test = createTestDispatch()
  const confirmed: string[] = []
  const { begin, repeatDue } = createErasure(test.store, eraseShipments(test), async (userId) => {
    confirmed.push(userId)
  })
  if (deletedBefore) await begin(order.userId)
  await test.dispatch.create(order)
  await test.renderer.idle()
  const shipment = async () => {
    const data = (await test.shipments.get('shp_01'))?.data
    if (!data || data.status === 'cancelled') throw new Error('there is no shipment')
    return data
  }
  const scan = (code: 'handed_over' | 'delivered') =>
    test.shipments.update('shp_01', (state) =>
      recordTracking(state, [{ code, at: test.clock().toISOString() }], test.clock().toISOString()),
    )
  const label = (await shipment()).parcels[0]?.label?.sha256 ?? 'no label'
  const repeat = async () => {
    test.store.clock.nowMs += 86_400_000
    await repeatDue()
  }
  return { ...test, confirmed, shipment, scan, label, forget: () => begin(order.userId), repeat }
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

  it('keep them while the parcel is on its way, and lose them with their files when it has arrived', async () => {
    const { shipment, scan, label, blobs, forget, repeat } = await shippedTo()
    await scan('handed_over')
    await forget()
    expect((await shipment()).to).toEqual(order.shippingAddress)
    expect(await blobs.get(label)).toBeDefined()
    await scan('delivered')
    await repeat()
    expect((await shipment()).to.recipient).toBe('erased')
    expect(await blobs.get(label)).toBeUndefined()
  })

  it('are confirmed as erased when no parcel is on its way any more, and not before', async () => {
    const { scan, confirmed, forget, repeat } = await shippedTo()
    await forget()
    await scan('handed_over')
    await repeat()
    expect(confirmed).toEqual([])
    await scan('delivered')
    await repeat()
    await repeat()
    expect(confirmed).toEqual([order.userId])
  })

  it('lose them, too, when they were made after the deletion', async () => {
    const { shipment, scan, label, blobs, repeat } = await shippedTo({ deletedBefore: true })
    await scan('handed_over')
    await scan('delivered')
    await repeat()
    expect((await shipment()).to.recipient).toBe('erased')
    expect(await blobs.get(label)).toBeUndefined()
  })

  it('leave no label behind when they are cancelled while it is made', async () => {
    const { dispatch, shipments, renderer, blobs } = createTestDispatch()
    const files: string[] = []
    const put = blobs.put
    Object.assign(blobs, {
      async put(...file: Parameters<typeof put>) {
        const stored = await put(...file)
        files.push(stored.sha256)
        await dispatch.cancel(order.orderId, 'order_cancelled')
        return stored
      },
    })
    await dispatch.create(order)
    await renderer.idle()
    expect((await shipments.get('shp_01'))?.data.status).toBe('cancelled')
    expect(files).not.toEqual([])
    for (const sha256 of files) expect(await blobs.get(sha256)).toBeUndefined()
  })
})
