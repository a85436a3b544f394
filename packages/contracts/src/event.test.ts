import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { eventsOf, newEvent } from './event.ts'

const event = eventsOf('orders')
const Fact = z.object({ orderId: z.string() })

describe('an event', () => {
  it('has a type of its name and version', () => {
    expect(event('OrderCreated', Fact).type).toBe('comptoir.orders.order-created.v1')
    expect(event('OrderCreatedV2', Fact).type).toBe('comptoir.orders.order-created.v2')
    expect(event('VatChanged', Fact).type).toBe('comptoir.orders.vat-changed.v1')
  })

  it('is not made of data that its schema refuses, and holds nothing that its schema does not know', () => {
    const kind = event('OrderCreated', Fact)
    // as if the types had been escaped
    const wrong = { orderId: 7 } as unknown as { orderId: string }
    expect(() => newEvent(kind, wrong)).toThrow('expected string')
    const more = { orderId: 'ord_1', email: 'ada@example.com' }
    expect(newEvent(kind, more)).toEqual({ type: kind.type, data: { orderId: 'ord_1' } })
  })
})
