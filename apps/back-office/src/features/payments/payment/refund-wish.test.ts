import { describe, expect, it } from 'vitest'
import { amountOf, emptyWish, isUnsent, refundBody } from './refund-wish.ts'

const around = { refundable: 2_000, decidesGoods: false, reason: 'rayure' }

describe('a refund of a payment', () => {
  it('is all that is left, or a part of it', () => {
    expect(refundBody(emptyWish, around)).toEqual({ reason: 'rayure' })
    const part = { ...emptyWish, kind: 'part', part: 1_000 } as const
    expect(refundBody(part, around)).toEqual({ reason: 'rayure', amount: 1_000 })
  })

  it.each([[null], [0], [2_001]])('is none of %s, with 20.00 left', (part) => {
    const wish = { ...emptyWish, kind: 'part', part } as const
    expect(amountOf(wish, 2_000)).toBeUndefined()
    expect(refundBody(wish, around)).toBeUndefined()
  })

  it('says what becomes of goods that have not left, when all is given back', () => {
    const unsent = { ...around, decidesGoods: true }
    expect(refundBody(emptyWish, unsent)).toBeUndefined()
    const of = (goods: 'restock' | 'writeOff' | 'keepShipping') =>
      refundBody({ ...emptyWish, goods }, unsent)
    expect(of('restock')).toEqual({ reason: 'rayure', restock: true })
    expect(of('writeOff')).toEqual({ reason: 'rayure', restock: false })
    expect(of('keepShipping')).toEqual({ reason: 'rayure', keepShipping: true })
  })

  it('says nothing of goods where a part of the money stays', () => {
    const part = { ...emptyWish, kind: 'part', part: 500, goods: 'restock' } as const
    const body = refundBody(part, { ...around, decidesGoods: true })
    expect(body).toEqual({ reason: 'rayure', amount: 500 })
  })

  it('names the transfer of money that was given back by other means', () => {
    const body = refundBody({ ...emptyWish, outside: ' VIR 12 ' }, around)
    expect(body).toEqual({ reason: 'rayure', outside: { reference: 'VIR 12' } })
  })
})

describe('goods', () => {
  it('are here until a parcel left, or the order ended', () => {
    expect(isUnsent({ status: 'processing', parcels: [] })).toBe(true)
    expect(isUnsent({ status: 'cancelled', parcels: [] })).toBe(false)
  })
})
