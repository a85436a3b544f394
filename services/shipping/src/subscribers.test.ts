import { newEvent } from '@comptoir/contracts/event'
import { OrderAttached, OrderConfirmed } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../test/dispatch.ts'
import { sampleOrder } from '../test/sample-order.ts'
import { createSubscribers } from './subscribers.ts'

const confirmedAt = '2026-11-21T10:00:00.000Z'
const order = sampleOrder()
const confirmed = newEvent(OrderConfirmed, { ...order, confirmedAt })

function createShipping() {
  const test = createTestDispatch()
  const [subscriber] = createSubscribers(test)
  const meta = {
    id: 'e1',
    type: confirmed.type,
    subject: order.orderId,
    version: 1,
    time: confirmedAt,
  }
  const deliver = async () =>
    await subscriber?.handle(subscriber.definition.schema.parse(confirmed.data), meta)
  const shipment = async () => (await test.shipments.get('shp_01'))?.data
  return { ...test, deliver, shipment }
}

describe('OrderConfirmed', () => {
  it('creates one shipment, however often it comes, and makes its label', async () => {
    const shipping = createShipping()
    await Promise.all([shipping.deliver(), shipping.deliver()])
    await shipping.renderer.idle()
    await shipping.deliver()
    await shipping.renderer.idle()
    expect(shipping.published()).toEqual(['shipment-created', 'tracking-updated'])
    expect(await shipping.shipment()).toMatchObject({
      status: 'label_created',
      userId: 'usr_camille',
      orderNumber: 'CMD-7K3M-92QX',
    })
  })

  it('does not wait for the label', async () => {
    const shipping = createShipping()
    await shipping.deliver()
    expect(await shipping.shipment()).toMatchObject({ status: 'pending' })
  })

  it('stays cancelled when it comes after the cancellation', async () => {
    const shipping = createShipping()
    await shipping.dispatch.cancel(order.orderId, 'order_cancelled')
    await shipping.deliver()
    await shipping.renderer.idle()
    expect((await shipping.shipment())?.status).toBe('cancelled')
    expect(shipping.published()).toEqual([])
  })
})

describe('labels', () => {
  it('are made later when they cannot be stored', async () => {
    const shipping = createShipping()
    const { put } = shipping.blobs
    let failures = 2
    shipping.blobs.put = async (bytes) => {
      if (failures-- > 0) throw new Error('no room')
      return await put(bytes)
    }
    await shipping.deliver()
    await shipping.renderer.idle()
    expect((await shipping.shipment())?.status).toBe('pending')
    while ((await shipping.shipment())?.status === 'pending') await shipping.renderer.sweep()
    expect((await shipping.shipment())?.status).toBe('label_created')
  })
})

describe('OrderAttached', () => {
  const attached = { orderId: order.orderId, number: order.number, cartId: order.cartId }
  async function attach(test: ReturnType<typeof createShipping>, guestId: string) {
    const subscriber = createSubscribers(test).find(
      ({ definition }) => definition === OrderAttached,
    )
    const meta = { id: 'e2', type: '', subject: order.orderId, version: 3, time: confirmedAt }
    await subscriber?.handle({ ...attached, userId: 'usr_1', guestId }, meta)
  }

  it('gives the shipment of a guest to the account, once, and nobody else’s', async () => {
    const shipping = createShipping()
    await attach(shipping, 'gst_01')
    await shipping.deliver()
    await attach(shipping, 'gst_01')
    expect(await shipping.shipment()).toMatchObject({ userId: 'usr_camille' })
    for (let n = 0; n < 2; n++) await attach(shipping, 'usr_camille')
    expect(await shipping.shipment()).toMatchObject({ userId: 'usr_1' })
    expect(await shipping.shipments.ids('list', 'all&user=usr_1')).toEqual(['shp_01'])
  })
})
