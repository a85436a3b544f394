import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from './ask.ts'
import { createWishes } from './cart-wish.ts'

type Cart = {
  cartId: string
  readonly version: number
  readonly lines: ReadonlyMap<string, number>
}
type Sent = { readonly sku: string; readonly quantity: number; answer(): void }

/** A shop whose answers come when the test lets them, in any order. */
function openShop() {
  const lines = new Map<string, number>()
  const waiting: Sent[] = []
  const sent: string[] = []
  const problems: string[] = []
  let version = 0
  let shown: Cart = { cartId: 'cart_1', version: 0, lines: new Map() }
  let wishes: ReadonlyMap<string, number> = new Map()
  let refusesNext = false
  const queue = createWishes<Cart>({
    send(sku, quantity) {
      sent.push(`${sku}=${quantity}`)
      // one request of a line at a time
      expect(waiting.some((one) => one.sku === sku)).toBe(false)
      const isRefused = refusesNext
      refusesNext = false
      if (!isRefused) {
        lines.set(sku, quantity)
        version += 1
      }
      const cart = { cartId: 'cart_1', version, lines: new Map(lines) }
      return new Promise<Answer<Cart>>((resolve) => {
        const answer = isRefused
          ? { problem: { status: 409, code: 'cart_locked' } }
          : { value: cart }
        waiting.push({ sku, quantity, answer: () => resolve(answer) })
      })
    },
    onCart: (cart) => {
      shown = cart
    },
    onProblem: ({ code }) => problems.push(code),
    onWishes: (next) => {
      wishes = next
    },
  })
  return {
    ...{ queue, sent, lines, problems },
    shown: () => shown,
    wishes: () => wishes,
    refuseNext: () => {
      refusesNext = true
    },
    answerOne(index: number) {
      const [one] = waiting.splice(index % Math.max(1, waiting.length), 1)
      one?.answer()
    },
    isWaiting: () => waiting.length > 0,
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('wishes for quantities', () => {
  it('send the first at once and then only the last', async () => {
    const { queue, sent, answerOne, shown } = openShop()
    for (const quantity of [2, 3, 4, 5]) void queue.wish('MUG', quantity)
    expect(sent).toEqual(['MUG=2'])
    answerOne(0)
    await settle()
    expect(sent).toEqual(['MUG=2', 'MUG=5'])
    answerOne(0)
    await settle()
    expect(shown().lines.get('MUG')).toBe(5)
  })

  it('that are refused go back to what the shop has, and the next one is sent', async () => {
    const { queue, sent, answerOne, problems, wishes, refuseNext } = openShop()
    refuseNext()
    void queue.wish('MUG', 2)
    answerOne(0)
    await settle()
    expect([problems, wishes().size]).toEqual([['cart_locked'], 0])
    void queue.wish('MUG', 3)
    expect(sent).toEqual(['MUG=2', 'MUG=3'])
  })

  it('take a new cart whatever its version, and no older state of the same one', () => {
    const { queue, shown } = openShop()
    const cart = (cartId: string, version: number) => ({ cartId, version, lines: new Map() })
    queue.take(cart('cart_1', 5))
    queue.take(cart('cart_1', 4))
    expect(shown().version).toBe(5)
    queue.take(cart('cart_2', 1))
    expect(shown()).toMatchObject({ cartId: 'cart_2', version: 1 })
  })

  it('end at the last one of each line, whatever is clicked and whenever answers come', async () => {
    const step = fc.oneof(
      fc.record({ sku: fc.constantFrom('A', 'B', 'C'), quantity: fc.integer({ min: 0, max: 9 }) }),
      fc.nat({ max: 5 }),
    )
    const run = fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const shop = openShop()
      const last = new Map<string, number>()
      for (const one of steps) {
        if (typeof one === 'number') shop.answerOne(one)
        else {
          last.set(one.sku, one.quantity)
          void shop.queue.wish(one.sku, one.quantity)
        }
        await settle()
      }
      while (shop.isWaiting()) {
        shop.answerOne(0)
        await settle()
      }
      expect(shop.lines).toEqual(last)
      expect(shop.shown().lines).toEqual(last)
      expect(shop.wishes().size).toBe(0)
    })
    await fc.assert(run, { numRuns: 60 })
  })
})
