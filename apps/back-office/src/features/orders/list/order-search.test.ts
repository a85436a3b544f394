import { OrderStatus } from '@comptoir/contracts/orders/schemas'
import { OrderFilters } from '@comptoir/contracts/orders/staff-schemas'
import { Order, OrderPaymentStatus } from '@comptoir/contracts/orders/view'
import { describe, expect, it } from 'vitest'
import { orderQuery } from './order-query.ts'
import { fulfilmentStatuses, paymentStatuses, readOrderSearch, statuses } from './order-search.ts'

describe('the address of the list of orders', () => {
  it('holds all that the list is searched by, and nothing else', () => {
    const search = {
      ...{ q: 'CO-2026-000001', status: 'confirmed', paymentStatus: 'paid', sort: '-total' },
      ...{ fulfilmentStatus: 'preparing', from: '2026-11-01', to: '2026-11-30', min: '10' },
      ...{ max: '99,90', carrier: 'colissimo', email: 'ada@example.org', tag: 'gift' },
    }
    expect(readOrderSearch({ ...search, colour: 'red' })).toEqual(search)
  })

  it('opens the list whatever a link says', () => {
    const search = {
      status: 'lost',
      from: 'yesterday',
      to: '2026-19-99',
      min: '-1',
      sort: 'colour',
      q: '',
    }
    expect(readOrderSearch(search)).toEqual({})
  })

  it('asks for what the contract takes', () => {
    const search = readOrderSearch({
      ...{
        q: 'x',
        status: 'confirmed',
        from: '2026-11-01',
        to: '2026-11-01',
        min: '10',
        max: '9,5',
      },
    })
    const query = orderQuery(search)
    expect(query).toMatchObject({ minTotal: 1_000, maxTotal: 950 })
    expect(OrderFilters.safeParse(query).success).toBe(true)
  })

  it('means days on the clocks of the shop, the last one included', () => {
    expect(orderQuery({ from: '2026-11-01', to: '2026-11-01' })).toEqual({
      from: '2026-10-31T23:00:00.000Z',
      to: '2026-11-01T23:00:00.000Z',
    })
    expect(orderQuery({ from: '2026-07-14' }).from).toBe('2026-07-13T22:00:00.000Z')
  })

  it('knows all states of the contract', () => {
    expect(statuses).toEqual(OrderStatus.options)
    expect(paymentStatuses).toEqual(OrderPaymentStatus.options)
    expect(fulfilmentStatuses).toEqual(Order.shape.fulfilmentStatus.options)
  })
})
