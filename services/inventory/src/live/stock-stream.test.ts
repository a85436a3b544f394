import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '../../test/event-reader.ts'
import { createMemoryDeps, headersFor } from '../../test/memory-deps.ts'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'
import { createApp } from '../app.ts'
import { createStockAnnouncer } from './stock-feed.ts'

let own: OwnStock
let app: ReturnType<typeof createApp>
let live: ReturnType<typeof createMemoryDeps>['live']

beforeAll(async () => {
  own = await startOwnStock()
  const memory = createMemoryDeps(own.stock)
  live = memory.live
  app = createApp(memory.deps)
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

describe('the live stream of stock', () => {
  const open = async (query: string, headers: Record<string, string> = {}) =>
    readEvents(await app.request(`/api/stock/events?${query}`, { headers }))

  it('shows each SKU as it is, once, in their order, without figures while there is enough', async () => {
    await own.put('B', 9)
    const { next, close } = await open('sku=B&sku=A&sku=B')
    expect(await next()).toEqual({
      ...{ id: '0.0', type: 'stock', data: { sku: 'A', level: 'out', version: 0 } },
    })
    expect(await next()).toMatchObject({ id: '0.1', data: { sku: 'B', level: 'ok', version: 1 } })
    await close()
  })

  it('leaves out what its reader has seen', async () => {
    await own.put('A', 1)
    await own.put('B', 1)
    const { next, close } = await open('sku=A&sku=B', { 'last-event-id': '1.0' })
    expect(await next()).toMatchObject({ id: '1.1', data: { sku: 'B' } })
    await close()
  })

  it('tells staff figures', async () => {
    await own.put('A', 9)
    const { next, close } = await open('sku=A', await headersFor({ id: 's', roles: ['staff'] }))
    expect((await next()).data).toMatchObject({ available: 9, onHand: 9, reserved: 0 })
    await close()
  })

  it.each(['', 'sku=', 'sku=a/b', manySkus(31)])('refuses "%s"', async (query) => {
    const answer = await app.request(`/api/stock/events?${query}`)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid_request' }])
  })

  it('says nothing when what shoppers see stays as it was', async () => {
    await own.put('A', 9)
    const { next, close } = await open('sku=A')
    await next()
    const announce = createStockAnnouncer({ live, log: silentLog() })
    const tell = async (onHand: number) => {
      await own.put('A', onHand)
      await announce(await own.stock.readItems(['A']))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await tell(8)
    await tell(0)
    expect((await next()).data).toEqual({ sku: 'A', level: 'out', version: 3 })
    await close()
  })
})

function manySkus(count: number): string {
  return Array.from({ length: count }, (_, n) => `sku=S${n}`).join('&')
}
