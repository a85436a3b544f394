import { describe, expect, it } from 'vitest'
import { stepsOf } from './order-progress.ts'

const at = (minute: number) => `2026-11-30T10:${String(minute).padStart(2, '0')}:00.000Z`
const entry = (type: string, minute: number) => ({ type, at: at(minute) })
const order = (more: object) =>
  stepsOf({
    ...{ status: 'pending', placedAt: at(0), statusSince: at(0), history: [entry('placed', 0)] },
    ...{ payment: { status: 'unpaid' }, fulfilment: {}, invoice: { pdfReady: false } },
    ...more,
  } as never)
const states = (steps: ReturnType<typeof stepsOf>) =>
  steps.map(({ key, state, at: time }) => `${key} ${state}${time ? ` ${time.slice(14, 16)}` : ''}`)

describe('the progress of an order', () => {
  it('begins with its receipt, and shows what is to come', () => {
    expect(states(order({})).slice(0, 3)).toEqual(['received done 00', 'held current', 'paid todo'])
  })

  it('has the time of each station, and waits for none that comes by itself', () => {
    const steps = order({
      ...{ status: 'processing', confirmedAt: at(3), payment: { status: 'paid', paidAt: at(2) } },
      history: [
        entry('placed', 0),
        entry('awaiting_payment', 1),
        entry('confirmed', 3),
        entry('processing', 4),
      ],
    })
    expect(states(steps)).toEqual([
      ...['received done 00', 'held done 01', 'paid done 02', 'confirmed done 03'],
      ...['invoiced todo', 'prepared done 04', 'shipped current', 'delivered todo'],
    ])
  })

  it('that was undone says what was done, that it ended, and when the money was back', () => {
    const steps = order({
      ...{ status: 'cancelled', statusSince: at(7), confirmedAt: at(3) },
      payment: { status: 'refunded', paidAt: at(2), refundedAt: at(8) },
      history: [entry('placed', 0), entry('awaiting_payment', 1), entry('confirmed', 3)],
    })
    expect(states(steps)).toEqual([
      ...['received done 00', 'held done 01', 'paid done 02', 'confirmed done 03'],
      ...['cancelled undone 07', 'refunded undone 08'],
    ])
  })

  it('whose money is not back yet, or could not be given back, says so', () => {
    const cancelled = (cancellation: object) =>
      order({ status: 'cancelled', payment: { status: 'paid', paidAt: at(2) }, cancellation })
    expect(states(cancelled({ status: 'refund_pending' })).at(-1)).toBe('refunding current')
    expect(states(cancelled({ status: 'refund_failed' })).at(-1)).toBe('refund_failed current')
  })

  it('that never took money owes none', () => {
    expect(states(order({ status: 'expired', statusSince: at(30) }))).toEqual([
      ...['received done 00', 'expired undone 30'],
    ])
  })
})
