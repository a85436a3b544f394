import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { describe, expect, it } from 'vitest'
import { openAmong } from './open-orders.ts'

it('an order keeps an account from being deleted until it is delivered or has ended', () => {
  const orders = OrderStatus.options.map((status) => ({ status }) as OrderOverview)
  expect(openAmong(orders).map(({ status }) => status)).toEqual([
    ...['pending', 'awaiting_payment', 'confirmed', 'processing', 'partially_shipped', 'shipped'],
    'partially_delivered',
  ])
})

describe('no order', () => {
  it('keeps nobody', () => expect(openAmong([])).toEqual([]))
})
