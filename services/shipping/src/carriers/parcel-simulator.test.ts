import type { MemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createTestDispatch } from '../../test/dispatch.ts'
import { sampleOrder } from '../../test/sample-order.ts'
import { recordTracking } from '../shipment/shipment.ts'
import { advanceDue, startParcelSimulator } from './parcel-simulator.ts'

const paceMs = 5_000

async function createShipped(order = sampleOrder()) {
  const test = createTestDispatch()
  await test.dispatch.create(order)
  await test.renderer.idle()
  const status = async () => (await test.shipments.get('shp_01'))?.data.status
  const advance = () => advanceDue({ ...test, paceMs })
  return { ...test, status, advance }
}

describe('advanceDue', () => {
  it('leaves a shipment where it is until its pace has passed', async () => {
    const { advance, status, passSeconds } = await createShipped()
    passSeconds(4.9)
    await advance()
    expect(await status()).toBe('label_created')
  })

  it('moves a shipment a step at each pace until it is delivered', async () => {
    const { advance, status, passSeconds, published, shipments } = await createShipped()
    const seen: (string | undefined)[] = []
    for (let step = 0; step < 5; step++) {
      passSeconds(5)
      await advance()
      await advance()
      seen.push(await status())
    }
    expect(seen).toEqual(['in_transit', 'out_for_delivery', 'delivered', 'delivered', 'delivered'])
    expect(published().filter((name) => name === 'shipment-handed-over')).toHaveLength(1)
    expect(published().filter((name) => name === 'shipment-delivered')).toHaveLength(1)
    expect(await shipments.ids('moving', 'all')).toEqual([])
  })

  it('moves each parcel by itself, and says where every one is', async () => {
    const heavy = sampleOrder({ lines: [{ quantity: 2, weightGrams: 20_000 }] })
    const { advance, status, passSeconds, shipments, store } = await createShipped(heavy)
    const data = (await shipments.get('shp_01'))?.data
    const parcels = data && data.status !== 'cancelled' ? data.parcels : []
    const [first = '', second = ''] = parcels.map(({ trackingNumber }) => trackingNumber)
    const lost = {
      code: 'exception',
      at: '2026-11-21T10:00:01.000Z',
      trackingNumber: second,
    } as const
    await shipments.update('shp_01', (state) => recordTracking(state, [lost], lost.at))
    for (let step = 0; step < 3; step++) {
      passSeconds(6)
      await advance()
    }
    expect(await status()).toBe('exception')
    const found = { ...lost, code: 'delivered', at: '2026-11-21T10:00:30.000Z' } as const
    await shipments.update('shp_01', (state) => recordTracking(state, [found], found.at))
    expect(await status()).toBe('delivered')
    const told = (store as MemoryStore).published.flatMap(({ type, data }) =>
      type.includes('tracking-updated') ? [data as { parcels: { status: string }[] }] : [],
    )
    expect(told.map((event) => event.parcels.map((parcel) => parcel.status).join(' '))).toEqual([
      'label_created label_created',
      'label_created exception',
      'in_transit exception',
      'out_for_delivery exception',
      'delivered exception',
      'delivered delivered',
    ])
    expect(told.at(-1)).toMatchObject({ about: second, parcels: [{ trackingNumber: first }, {}] })
  })

  it('never moves what was cancelled', async () => {
    const { advance, status, passSeconds, dispatch } = await createShipped()
    await dispatch.cancel('ord_01', 'cancelled')
    passSeconds(60)
    await advance()
    expect(await status()).toBe('cancelled')
  })

  it('leaves a parcel in trouble to people', async () => {
    const { advance, status, passSeconds, shipments, clock } = await createShipped()
    const at = clock().toISOString()
    await shipments.update('shp_01', (state) =>
      recordTracking(state, [{ code: 'exception', at }], at),
    )
    passSeconds(60)
    await advance()
    expect(await status()).toBe('exception')
  })
})

describe('startParcelSimulator', () => {
  it('goes on with the shipments that it finds, and stops when told', async () => {
    const test = await createShipped()
    test.passSeconds(60)
    const stop = startParcelSimulator({ ...test, paceMs: 100, clock: test.clock })
    while ((await test.status()) === 'label_created') {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await stop()
    expect(await test.status()).toBe('in_transit')
  })
})
