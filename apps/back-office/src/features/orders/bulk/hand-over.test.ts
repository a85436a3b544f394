import type { Call } from '@comptoir/site/call'
import { expect, it } from 'vitest'
import { handOver } from './hand-over.ts'

const at = '2026-11-30T10:00:00.000Z'
type Asked = { readonly query?: { readonly orderId: string }; readonly params?: object }

/** A shop in which an order has shipments in these states. */
function shopWith(shipments: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = []
  const call = async (operation: string, input: Asked = {}) => {
    if (operation === 'GET /api/shipments') {
      const statuses = shipments[input.query?.orderId ?? '']
      if (!statuses) throw new Error('no answer')
      const items = statuses.map((status, n) => ({ shipmentId: `s${n}`, status, purpose: 'order' }))
      return { items }
    }
    asked.push(`${operation} ${JSON.stringify(input.params)}`)
    return {}
  }
  return { call: call as unknown as Call, asked }
}

it('hands over what has a label, with a note, and counts what could not be', async () => {
  const { call, asked } = shopWith({ a: ['label_created', 'pending'], b: ['in_transit'] })
  const outcome = await handOver(call, {
    ...{ orderIds: ['a', 'b', 'gone'], at, note: 'tournée du soir', key: 'k' },
  })
  expect(outcome).toEqual({ shipments: 1, failed: 2 })
  expect(asked).toEqual([
    'POST /api/shipments/{shipmentId}/tracking-events {"shipmentId":"s0"}',
    'POST /api/orders/{orderId}/notes {"orderId":"a"}',
  ])
})
