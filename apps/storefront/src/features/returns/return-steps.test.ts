import { describe, expect, it } from 'vitest'
import { isReturnOpen, reachedStepOf, returnStepsOf } from './return-steps.ts'

const at = (minute: number) => `2026-11-30T10:${String(minute).padStart(2, '0')}:00.000Z`
const entry = (type: string, minute: number) => ({ id: 1, type, at: at(minute), by: 'customer' })
const steps = (ret: object) =>
  returnStepsOf({ lines: [{ sku: 'A' }], statusSince: at(0), history: [], ...ret } as never).map(
    ({ key, state, at: time }) => `${key} ${state}${time ? ` ${time.slice(14, 16)}` : ''}`,
  )

describe('the steps of a return', () => {
  it('have their times, the one that it waits for, and what is to come', () => {
    const history = [entry('requested', 0), entry('approved', 1)]
    expect(steps({ status: 'approved', history })).toEqual([
      ...['requested done 00', 'approved done 01', 'in_transit current'],
      ...['received todo', 'inspected todo', 'refunded todo'],
    ])
  })

  it('pass over the way of a parcel that nobody announced', () => {
    const history = [entry('requested', 0), entry('approved', 1), entry('received', 5)]
    expect(steps({ status: 'received', history }).slice(2, 5)).toEqual([
      ...['in_transit done', 'received done 05', 'inspected current'],
    ])
  })

  it('end with the money, or with the goods that were wanted instead', () => {
    const history = ['requested', 'approved', 'received', 'inspected'].map(entry)
    const refund = { status: 'succeeded', at: at(9) }
    expect(steps({ status: 'closed', history, refund }).at(-1)).toBe('refunded done 09')
    const lines = [{ sku: 'A', exchange: { sku: 'B' } }]
    const sent = { status: 'sent', at: at(8) }
    expect(steps({ status: 'closed', history, lines, exchange: sent }).at(-1)).toBe(
      'exchanged done 08',
    )
    const refused = { status: 'refused', at: at(8) }
    expect(steps({ status: 'refunded', history, lines, exchange: refused }).at(-1)).toBe(
      'refunded current',
    )
  })

  it('of one that came to nothing say so, after what was done', () => {
    const history = [entry('requested', 0)]
    for (const status of ['refused', 'cancelled', 'expired']) {
      expect(steps({ status, history, statusSince: at(3) })).toEqual([
        ...['requested done 00', `${status} undone 03`],
      ])
      expect(isReturnOpen({ status } as never)).toBe(false)
    }
    expect(isReturnOpen({ status: 'closed' })).toBe(false)
    expect(isReturnOpen({ status: 'inspected' })).toBe(true)
  })

  it('name the last one that a return has come to', () => {
    const reached = (ret: object) =>
      reachedStepOf({ lines: [], statusSince: at(0), history: [], ...ret } as never)
    const history = [entry('requested', 0), entry('approved', 1)]
    expect(reached({ status: 'requested' })).toBe('requested')
    expect(reached({ status: 'approved', history })).toBe('approved')
    expect(reached({ status: 'cancelled', history })).toBe('cancelled')
    expect(reached({ status: 'closed', statusSince: at(5), history })).toBe('refunded')
  })
})
