import { describe, expect, it } from 'vitest'
import { mergeOrders } from './use-order-list.ts'

describe('a further page of orders', () => {
  it('adds each order once, as it was read last', () => {
    const before = [
      { orderId: 'a', status: 'pending' },
      { orderId: 'b', status: 'pending' },
    ]
    const page = [
      { orderId: 'b', status: 'confirmed' },
      { orderId: 'c', status: 'pending' },
    ]
    expect(mergeOrders(before, page)).toEqual([before[0], ...page])
    expect(mergeOrders(before, before)).toEqual(before)
  })
})
