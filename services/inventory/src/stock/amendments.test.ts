import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'

let own: OwnStock

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(async () => {
  await own.empty()
  await own.put('A', 5)
  await own.put('B', 1)
  await own.hold('res_1', 2)
  await own.stock.commit('res_1')
})

const amend = (number: number, lines: { sku: string; quantity: number }[]) =>
  own.stock.amend({ reservationId: 'res_1', number, lines })
const a = (quantity: number) => ({ sku: 'A', quantity })
const onHand = async () => [(await own.levels('A')).onHand, (await own.levels('B')).onHand]

describe('amend', () => {
  it('sells what is more and takes back what is less', async () => {
    await amend(1, [a(4), { sku: 'B', quantity: 1 }])
    expect(await onHand()).toEqual([1, 0])
    await amend(2, [a(1)])
    expect(await onHand()).toEqual([4, 1])
    const { items } = await own.stock.movements('A', { limit: 9 })
    expect(items.map(({ type, quantity }) => [type, quantity]).slice(0, 2)).toEqual([
      ['return', 3],
      ['sale', -2],
    ])
  })

  it('changes nothing when one of its lines is short, and says what is', async () => {
    const refused = await amend(1, [a(3), { sku: 'B', quantity: 2 }])
    const shortages = [{ sku: 'B', requested: 2, available: 1 }]
    expect(refused.amendment).toEqual({ number: 1, status: 'refused', shortages })
    expect(await onHand()).toEqual([3, 1])
  })

  it('ignores repeats, and one that comes late', async () => {
    await amend(1, [a(4)])
    await amend(1, [a(4)])
    expect(await onHand()).toEqual([1, 1])
    await amend(2, [a(2)])
    expect((await amend(1, [a(4)])).amendment).toEqual({ number: 2, status: 'applied' })
    expect(await onHand()).toEqual([3, 1])
  })

  it('gives back what was amended when its order is cancelled, and sells nothing after', async () => {
    await amend(1, [a(4)])
    await own.stock.release('res_1', 'ord_1')
    expect(await onHand()).toEqual([5, 1])
    expect(await amend(2, [a(5)])).toMatchObject({ status: 'restocked' })
    expect(await onHand()).toEqual([5, 1])
  })

  it('knows no reservation that was never made', async () => {
    const unknown = await own.stock.amend({ reservationId: 'res_9', number: 1, lines: [a(1)] })
    expect(unknown).toEqual({ reservationId: 'res_9', status: 'unknown' })
  })
})
