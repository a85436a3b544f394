import { SettingsChanged } from '@comptoir/contracts/admin/events'
import { OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { checkWiring, on, wiringFaults } from './subscriptions.ts'

const settings = on(SettingsChanged, async () => {})
const created = on(OrderCreated, async () => {})
const confirmed = on(OrderConfirmed, async () => {})

describe('the wiring of a service', () => {
  it('is right when its handlers are what its subscriptions list', () => {
    expect(() => checkWiring('gateway', { subscribers: [], broadcasts: [settings] })).not.toThrow()
  })

  it('names a kind without a handler', () => {
    expect(wiringFaults('subscriptions', [OrderCreated, OrderConfirmed], [created])).toEqual([
      'no handler of comptoir.orders.order-confirmed.v1, which its subscriptions list',
    ])
  })

  it('names a handler without a subscription', () => {
    expect(wiringFaults('broadcasts', [], [created])).toEqual([
      'handles comptoir.orders.order-created.v1, which its broadcasts do not list',
    ])
  })

  it('is refused with all that is wrong, broadcasts too', () => {
    const handled = { subscribers: [created], broadcasts: [confirmed] }
    expect(() => checkWiring('billing', handled)).toThrow(
      /^billing: no handler of .*order-confirmed.*; no handler of .*refund-succeeded.*; handles .*order-confirmed.*broadcasts/,
    )
  })
})
