import { describe, expect, it } from 'vitest'
import { mostOrders, orderIdsIn } from './order-ids.ts'

describe('ids of orders', () => {
  it('are read from lines, spaces and commas, each once', () => {
    expect(orderIdsIn(' ord_1\nord_2, ord_1;ord_3 ')).toEqual(['ord_1', 'ord_2', 'ord_3'])
    expect(orderIdsIn('  ')).toEqual([])
  })

  it('are as many as the service takes', () => {
    const many = Array.from({ length: 300 }, (_, n) => `ord_${n}`).join(' ')
    expect(orderIdsIn(many)).toHaveLength(mostOrders)
  })
})
