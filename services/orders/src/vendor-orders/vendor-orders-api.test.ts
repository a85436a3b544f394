import { beforeEach, describe, expect, it } from 'vitest'
import { aSnapshot, eur, home } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import { eventsBetween } from '../order/order-events.ts'
import { type ParcelFact, recordParcel } from '../parcels/order-parcels.ts'

const [mug] = aSnapshot().lines
if (!mug) throw new Error('no line')
const vase = { ...mug, sku: 'VASE', title: { fr: 'Vase' }, vendorId: 'ven_a', commissionBps: 1_200 }
const lamp = { ...mug, sku: 'LAMP', title: { fr: 'Lampe' }, vendorId: 'ven_b', commissionBps: 900 }
const lines = [mug, vase, lamp]
type Told = NonNullable<ParcelFact['parcels']>[number]
const left = { status: 'in_transit', at: '2026-11-22T10:00:00.000Z', version: 2 } as const
const one = { orderId: 'ord_1', status: 'processing' as const, lines }

let twin: ReturnType<typeof createAppTwin>
beforeEach(async () => {
  twin = createAppTwin()
  await twin.seed(one)
})

type Roles = 'vendor' | 'customer' | 'support' | 'staff'
async function ask(path: string, role: Roles = 'vendor', vendorId = 'ven_a') {
  const as = role === 'vendor' ? { as: 'usr_v', vendorId } : { as: 'usr_x' }
  const answer = await twin.send(`GET /api/vendor-orders/${path}`, { ...as, roles: [role] })
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation
  return { status: answer.status, body: (await answer.json()) as any }
}

describe('an order of a vendor', () => {
  it('has its own lines with their commission, and where they go', async () => {
    const { status, body } = await ask('ven_a/ord_1')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ orderId: 'ord_1', vendorId: 'ven_a', gross: eur(2400), shipTo: home },
      lines: [{ sku: 'VASE', gross: eur(2400), commissionBps: 1_200 }],
    })
    expect(body.lines).toHaveLength(1)
  })

  it('shows nothing of others, nor of the customer beyond what a label says', async () => {
    const { body } = await ask('ven_a/ord_1')
    expect(Object.keys(body).toSorted()).toEqual([
      ...['confirmedAt', 'gross', 'lines', 'number', 'orderId', 'parcels', 'placedAt'],
      ...['shipTo', 'status', 'vendorId'],
    ])
    expect(JSON.stringify(body)).not.toMatch(/camille@|usr_1|cart_1|LAMP|MUG|ven_b|pi_|inv_|2890/)
  })

  it('shows where it goes only while goods travel', async () => {
    for (const status of ['delivered', 'completed'] as const) {
      await twin.orders.change('ord_1', (order) => ({ ...order, status }) as typeof order)
      const { body } = await ask('ven_a/ord_1')
      expect([body.status, body.shipTo]).toEqual([status, undefined])
    }
  })

  it('has the parcels with something of it, and what of them is its own', async () => {
    const parcels: Told[] = [
      { trackingNumber: 'T1', status: 'in_transit', lines: [{ sku: 'VASE', quantity: 2 }] },
      {
        ...{ trackingNumber: 'T2', status: 'label_created' as const },
        lines: [
          { sku: 'MUG', quantity: 2 },
          { sku: 'LAMP', quantity: 2 },
        ],
      },
    ]
    await twin.orders.change('ord_1', (order) => recordParcel(order, { ...left, parcels }))
    expect((await ask('ven_a/ord_1')).body.parcels).toMatchObject([
      { trackingNumber: 'T1', lines: [{ sku: 'VASE', quantity: 2 }] },
    ])
    const other = await ask('ven_b/ord_1', 'vendor', 'ven_b')
    expect(other.body.parcels).toMatchObject([
      { trackingNumber: 'T2', lines: [{ sku: 'LAMP', quantity: 2 }] },
    ])
  })

  it.each([
    ...['ven_b', 'ven_b/ord_1', 'ven_none', 'ven_a/ord_none', 'ven_a/ord_2', 'ven_a/ord_3'],
    ...['ven_a/usr_1', 'ven_a/..%2Ford_1', 'ven_a/%00', 'ven_a%2Ford_1', 'ven_a/inv_1'],
  ])('is not there for a vendor that asks for %s', async (path) => {
    await twin.seed({ ...one, orderId: 'ord_2', lines: [mug, lamp] })
    await twin.seed({ ...one, orderId: 'ord_3', status: 'awaiting_payment' })
    const { status, body } = await ask(path)
    expect([path, status]).toEqual([path, 404])
    expect(JSON.stringify(body)).not.toContain('Lampe')
  })

  it('is for the vendor’s people, and for whoever reads all orders', async () => {
    for (const path of ['ven_a', 'ven_a/ord_1']) {
      expect((await ask(path, 'customer')).status).toBe(404)
      expect((await ask(path, 'vendor', 'ven_b')).status).toBe(404)
      expect((await ask(path, 'support')).status).toBe(200)
      expect((await ask(path, 'staff')).status).toBe(200)
      expect((await twin.send(`GET /api/vendor-orders/${path}`, { as: 'nobody' })).status).toBe(401)
    }
    const asOwner = await twin.send('GET /api/orders/ord_1', { as: 'usr_v', roles: ['vendor'] })
    expect(asOwner.status).toBe(404)
  })
})

describe('the orders of a vendor', () => {
  it('are those with lines of it that were confirmed, newest first, by state', async () => {
    await twin.seed({ ...one, orderId: 'ord_2', placedAt: '2026-11-22T10:00:00.000Z' })
    await twin.seed({ ...one, orderId: 'ord_3', status: 'awaiting_payment' })
    await twin.seed({ ...one, orderId: 'ord_4', lines: [mug, lamp] })
    const ids = async (query = '') =>
      (await ask(`ven_a${query}`)).body.items.map(({ orderId }: { orderId: string }) => orderId)
    expect(await ids()).toEqual(['ord_2', 'ord_1'])
    expect(await ids('?status=processing')).toEqual(['ord_2', 'ord_1'])
    expect(await ids('?status=delivered')).toEqual([])
    const first = await ask('ven_a?limit=1')
    const next = `ven_a?limit=1&cursor=${first.body.nextCursor}`
    expect((await ask(next)).body.items).toMatchObject([{ orderId: 'ord_1' }])
  })
})

describe('the events of an order', () => {
  const parcel: Told = {
    ...{ trackingNumber: 'T1', status: 'in_transit', handedOverAt: left.at },
    lines: [{ sku: 'VASE', quantity: 2 }],
  }
  const shippedOf = async (orderId: string) => {
    const before = (await twin.orders.get(orderId))?.data
    if (!before) throw new Error('no order')
    const after = recordParcel(before, { ...left, parcels: [parcel] })
    return eventsBetween(before, after).find(({ type }) => type.includes('order-shipped'))?.data
  }

  it('say once it leaves what was sold and by whom, where a vendor sells any of it', async () => {
    const price = { quantity: 2, gross: eur(2400), net: eur(2000) }
    expect(await shippedOf('ord_1')).toMatchObject({
      goods: {
        total: eur(2890),
        lines: [
          { sku: 'MUG', ...price },
          { sku: 'VASE', ...price, vendorId: 'ven_a', commissionBps: 1_200 },
          { sku: 'LAMP', ...price, vendorId: 'ven_b', commissionBps: 900 },
        ],
      },
    })
    await twin.seed({ ...one, orderId: 'ord_2', lines: [mug] })
    expect(await shippedOf('ord_2')).not.toHaveProperty('goods')
  })
})
