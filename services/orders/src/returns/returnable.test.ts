import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDeliveredOrder, createReturnWorld, wanting } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import { claimedOf, claimReturn, releaseClaim, returnableOf } from './returnable.ts'

const fieldsOf = (attempt: () => unknown): string[] => {
  try {
    attempt()
  } catch (error) {
    return (error as { errors?: { message: string }[] }).errors?.map(({ message }) => message) ?? []
  }
  return ['not refused']
}
const later = (days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString()

type Asked = { readonly sku: string; readonly quantity: number; readonly ends: boolean }

function claimOrNot(order: Order, { sku, quantity, ends }: Asked, index: number): Order {
  try {
    const claimed = claimReturn(order, wanting([{ sku, quantity }], { key: `key-${index}` }), 30)
    return ends ? releaseClaim(claimed, claimed.returns?.at(-1)?.returnId ?? '', at) : claimed
  } catch {
    return order
  }
}

describe('a return', () => {
  it('takes delivered quantities from the order, under numbers of their own', () => {
    const mug = wanting([{ sku: 'MUG', quantity: 2 }])
    const first = claimReturn(aDeliveredOrder(), mug, 30)
    const second = claimReturn(first, wanting([{ sku: 'MUG', quantity: 1 }], { key: 'key-2' }), 30)
    expect(second.returns?.map(({ returnId }) => returnId)).toEqual(['ret_1_1', 'ret_1_2'])
    expect(returnableOf(second, 'return', 'MUG')).toBe(0)
  })

  it('is the same one under the same key, and another one is refused under it', () => {
    const mug = wanting([{ sku: 'MUG', quantity: 2 }])
    const first = claimReturn(aDeliveredOrder(), mug, 30)
    expect(claimReturn(first, mug, 30)).toBe(first)
    const other = wanting([{ sku: 'MUG', quantity: 1 }])
    expect(() => claimReturn(first, other, 30)).toThrow('idempotency_key_reused')
  })

  it('of more than is left is refused with what is left of each line', () => {
    const asked = wanting([
      { sku: 'MUG', quantity: 2 },
      { sku: 'MUG', quantity: 2 },
      { sku: 'constructor', quantity: 1 },
    ])
    const claim = () => claimReturn(aDeliveredOrder(), asked, 30)
    expect(fieldsOf(claim)).toEqual([
      '3 of MUG can be returned',
      '0 of constructor can be returned',
    ])
  })

  it('is possible from the delivery until its window ends; a withdrawal before it too', () => {
    const asked = wanting([{ sku: 'POT', quantity: 1 }], { at: later(30) })
    expect(claimReturn(aDeliveredOrder(), asked, 30).returns).toHaveLength(1)
    expect(() => claimReturn(aDeliveredOrder(), { ...asked, at: later(31) }, 30)).toThrow('until')
    const sent = aDeliveredOrder({ status: 'shipped' })
    expect(() => claimReturn(sent, asked, 30)).toThrow('the order is shipped')
    expect(claimReturn(sent, { ...asked, kind: 'withdrawal' }, 30).returns).toHaveLength(1)
  })

  it('that came to nothing frees its quantities', () => {
    const claimed = claimReturn(aDeliveredOrder(), wanting([{ sku: 'POT', quantity: 1 }]), 30)
    const freed = releaseClaim(claimed, 'ret_1_1', at)
    expect(returnableOf(freed, 'return', 'POT')).toBe(1)
    expect(releaseClaim(freed, 'ret_1_1', at)).toBe(freed)
  })

  it('of a hundred at once never returns more than was delivered', async () => {
    const here = await createReturnWorld()
    const asked = Array.from({ length: 100 }, (_, index) =>
      here.request(wanting([{ sku: 'MUG', quantity: 1 }], { key: `key-${index}` })),
    )
    const outcomes = await Promise.allSettled(asked)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(claimedOf(await here.order(), 'MUG')).toBe(3)
  })

  it('of any sequence never holds more than was bought, of no line', () => {
    const one = fc.record({
      sku: fc.constantFrom('MUG', 'POT', 'GIFT'),
      quantity: fc.integer({ min: 1, max: 4 }),
      ends: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (sequence) => {
        const order = sequence.reduce(claimOrNot, aDeliveredOrder())
        for (const line of order.lines)
          expect(claimedOf(order, line.sku)).toBeLessThanOrEqual(line.quantity)
      }),
    )
  })
})
