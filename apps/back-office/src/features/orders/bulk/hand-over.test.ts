import type { Call } from '@comptoir/site/call'
import { expect, it } from 'vitest'
import { handOver } from './hand-over.ts'

const at = '2026-11-30T10:00:00.000Z'
type Asked = {
  readonly query?: { readonly orderId: string }
  readonly body?: { readonly trackingNumber?: string }
}

/** A shipment whose parcels are in these states; its own is that of the first one, as it is in the shop. */
const shipment = (shipmentId: string, ...states: string[]) => ({
  ...{ shipmentId, status: states[0], purpose: 'order' },
  parcels: states.map((status, n) => ({
    ...{ trackingNumber: `${shipmentId}-${n}`, status, label: { sha256: 'a', size: 1 } },
  })),
})

/** A shop in which orders have these shipments, and these parcels cannot be handed over. */
function shopWith(
  orders: Readonly<Record<string, readonly object[]>>,
  stuck: readonly string[] = [],
) {
  const said: string[] = []
  const call = async (operation: string, { query, body }: Asked) => {
    if (operation === 'GET /api/shipments') {
      const items = orders[query?.orderId ?? '']
      if (!items) throw new Error('no answer')
      return { items }
    }
    const { trackingNumber = '' } = body ?? {}
    if (stuck.includes(trackingNumber)) throw new Error('refused')
    said.push(trackingNumber)
    return {}
  }
  const note = async (orderId: string) => void said.push(`note on ${orderId}`)
  return { call: call as unknown as Call, wish: { at, note }, said }
}

it('hands over what has a label, with a note, and counts the orders that have nothing', async () => {
  const { call, wish, said } = shopWith({
    a: [shipment('s1', 'label_created'), shipment('s2', 'pending')],
    b: [shipment('s3', 'in_transit')],
  })
  const outcome = await handOver(call, { ...wish, orderIds: ['a', 'b', 'gone'] })
  expect(outcome).toEqual({ shipments: 1, failed: 0, without: 2 })
  expect(said).toEqual(['s1-0', 'note on a'])
})

it('hands over a parcel that is ready beside one that is held or lost, and only that', async () => {
  const { call, wish, said } = shopWith({
    a: [shipment('s1', 'pending', 'label_created'), shipment('s2', 'lost', 'label_created')],
  })
  const outcome = await handOver(call, { ...wish, orderIds: ['a'] })
  expect(outcome).toEqual({ shipments: 2, failed: 0, without: 0 })
  expect(said).toEqual(['s1-1', 's2-1', 'note on a'])
})

it('counts each shipment for itself, and writes the note when one left', async () => {
  const orders = { a: [shipment('s1', 'label_created'), shipment('s2', 'label_created')] }
  const half = shopWith(orders, ['s2-0'])
  expect(await handOver(half.call, { ...half.wish, orderIds: ['a'] })).toEqual({
    ...{ shipments: 1, failed: 1, without: 0 },
  })
  expect(half.said).toEqual(['s1-0', 'note on a'])
  const none = shopWith(orders, ['s1-0', 's2-0'])
  expect(await handOver(none.call, { ...none.wish, orderIds: ['a'] })).toMatchObject({ failed: 2 })
  expect(none.said).toEqual([])
})
