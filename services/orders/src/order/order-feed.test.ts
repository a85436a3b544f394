import { expect, it } from 'vitest'
import { historyFeed } from './order-feed.ts'

type Deps = Parameters<typeof historyFeed>[0]
type Order = Awaited<ReturnType<Deps['orders']['get']>>

it('shows what changes during the replay after it', async () => {
  const answers: ((lastId: number) => void)[] = []
  const get = () =>
    new Promise<Order>((resolve) => {
      answers.push((lastId) => {
        const history = Array.from({ length: lastId }, (_, n) => ({ id: n + 1 }))
        resolve({ data: { history } } as unknown as Order)
      })
    })
  let change = () => {}
  const live = {
    async subscribe(_: string, follow: () => void) {
      change = follow
      return () => {}
    },
  }
  const deps = { orders: { get }, live } as unknown as Deps
  const feed = historyFeed(deps, { orderId: 'ord_1', lastEventId: '1' })
  const seen: unknown[] = []
  const leave = await feed.live.subscribe('order:ord_1', ({ id }) => seen.push(id))
  const replaying = feed.replay()
  change()
  await Promise.resolve()
  // the change is read before the replay, where it may be
  answers[1]?.(3)
  await new Promise((done) => setImmediate(done))
  answers[0]?.(4)
  expect((await replaying).map(({ id }) => id).map(Number)).toEqual([2, 3, 4])
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.(5)
  await expect.poll(() => seen.map(Number)).toEqual([5])
  leave()
})
