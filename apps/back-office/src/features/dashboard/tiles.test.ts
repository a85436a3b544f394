import { describe, expect, it } from 'vitest'
import { salesTiles, workTiles } from './tiles.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const list = '/api/dashboard/figures/x'
const sold = {
  ...{ from: '2026-11-01', to: '2026-11-30', orders: { value: 3, list } },
  refusedPayments: { value: 1, list },
}
const revenue = { gross: euros(12_000), net: euros(10_000), list }

describe('the tiles of the dashboard', () => {
  it('show amounts to who may see them', () => {
    const shown = { ...sold, revenue, averageBasket: { value: euros(4_000), list } }
    expect(salesTiles('today', shown)).toEqual([
      { figure: 'orders', period: 'today', count: 3 },
      { figure: 'revenue', period: 'today', money: euros(12_000), net: euros(10_000) },
      { figure: 'average-basket', period: 'today', money: euros(4_000) },
      { figure: 'refused-payments', period: 'today', count: 1 },
    ])
  })

  it('have no amounts for others', () => {
    const figures = salesTiles('last30Days', sold).map(({ figure }) => figure)
    expect(figures).toEqual(['orders', 'refused-payments'])
  })

  it('mark what needs somebody, and not the daily work', () => {
    const count = (value: number) => ({ value, list })
    const tiles = workTiles({
      ...{ toPrepare: count(4), late: count(1), stockAlerts: count(0), openChats: count(2) },
    })
    expect(tiles.filter(({ isUrgent }) => isUrgent).map(({ figure }) => figure)).toEqual([
      ...['late', 'open-chats'],
    ])
  })
})
