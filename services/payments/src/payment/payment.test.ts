import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refundableOf, settleRefund } from '../refunds/refund.ts'
import { nextWork } from './next-provider-work.ts'
import { currentAttempt, openPayment, type Report, settle, startAttempt } from './payment.ts'
import { cancelPayment } from './several-intents.ts'
import type { Change, Payment } from './stored-payment.ts'

const now = '2026-11-21T10:00:00.000Z'
const late = { refundId: 'rf_1_late', now }
const { payment: opened } = openPayment({
  id: 'pi_1',
  orderId: 'ord_1',
  userId: 'usr_1',
  currency: 'EUR',
  amount: 5000,
  token: 'pm_card_visa',
  now,
})
const free = () =>
  openPayment({
    ...{ id: 'pi_1', orderId: 'ord_1', userId: 'usr_1', currency: 'EUR', amount: 0 },
    ...{ token: 'pm_card_visa', now },
  })
const cancel = { id: 'pi_1', refundId: 'rf_1', reason: 'cancelled', now }
const succeeded: Report = { status: 'succeeded', providerRef: 'ref', captured: 5000 }
const failed: Report = { status: 'failed', providerRef: 'ref', failureCode: 'card_declined' }
const challenged: Report = {
  status: 'requires_action',
  providerRef: 'ref',
  actionUrl: 'http://3ds',
}
const processing: Report = { status: 'processing', providerRef: 'ref' }
const cancelled: Report = { status: 'cancelled', providerRef: 'ref' }

function after(...reports: Report[]): Payment {
  return reports.reduce<Payment>(
    (payment, report) => settle(payment, report, late)?.next ?? payment,
    opened,
  )
}

const namesOf = (change: Change) =>
  change?.events?.map((event) => event.type.split('.').at(-2)) ?? []

describe('settle', () => {
  it('announces the intent and its success together', () => {
    const change = settle(opened, succeeded, late)
    expect(change?.next).toMatchObject({ status: 'succeeded', captured: 5000, providerRef: 'ref' })
    expect(namesOf(change)).toEqual(['payment-intent-created', 'payment-succeeded'])
  })

  it.each([[succeeded], [failed], [challenged], [processing]])('hears %o once', (report) => {
    expect(settle(after(report), report, late)).toBeUndefined()
  })

  it('keeps a success, whatever is heard later', () => {
    for (const report of [failed, challenged, processing, cancelled]) {
      expect(settle(after(succeeded), report, late)).toBeUndefined()
    }
  })

  it('takes success after a refusal that was heard first', () => {
    const change = settle(after(failed), succeeded, late)
    expect(namesOf(change)).toEqual(['payment-succeeded'])
  })

  it('says where the shopper confirms', () => {
    const change = settle(opened, challenged, late)
    expect(namesOf(change)).toEqual(['payment-intent-created', 'payment-requires-action'])
    expect(change?.events?.[1]?.data).toMatchObject({ actionUrl: 'http://3ds', attempt: 1 })
  })

  it('begins a new intent after the provider cancelled one', () => {
    const payment = after(challenged, cancelled)
    expect(payment).toMatchObject({ status: 'failed', failureCode: 'cancelled_by_provider' })
    expect(payment).toHaveProperty('providerRef', undefined)
  })

  it('gives money back that arrives after the cancel, without announcing a success', () => {
    const ended = cancelPayment(after(challenged), cancel)?.next ?? opened
    const change = settle(ended, succeeded, late)
    expect(change?.next).toMatchObject({
      status: 'cancelled',
      captured: 5000,
      refunds: [{ id: 'rf_1_late', amount: 5000, status: 'pending' }],
    })
    expect(namesOf(change)).toEqual([])
  })
})

describe('start attempt', () => {
  const retry = (payment: Payment, number = 2) =>
    startAttempt(payment, { number, token: 'pm_card_amex', now })

  it.each([[failed], [challenged]])('begins the next one after %o', (report) => {
    expect(retry(after(report))?.next).toMatchObject({
      status: 'submitting',
      attempts: [{ number: 1 }, { number: 2, token: 'pm_card_amex' }],
    })
  })

  it('begins each number once', () => {
    const second = retry(after(failed))?.next ?? opened
    expect(retry(second)).toBeUndefined()
  })

  it('refuses to skip a number, and to try while the money is moving', () => {
    expect(() => retry(after(failed), 3)).toThrow('transition_refused')
    expect(() => retry(after(processing))).toThrow('transition_refused')
    expect(() => retry(opened)).toThrow('transition_refused')
  })

  it('changes nothing once paid or cancelled', () => {
    expect(retry(after(succeeded))).toBeUndefined()
    expect(retry(cancelPayment(opened, cancel)?.next ?? opened)).toBeUndefined()
  })
})

describe('cancel', () => {
  it('leaves a tombstone for what does not exist yet', () => {
    expect(cancelPayment(undefined, cancel)?.next).toMatchObject({
      status: 'never_created',
      id: 'pi_1',
    })
  })

  it.each([[processing], [challenged], [failed]])('ends an open payment, after %o', (report) => {
    const change = cancelPayment(after(report), cancel)
    expect(change?.next).toMatchObject({ status: 'cancelled', released: false })
    expect(namesOf(change)).toEqual(['payment-cancelled'])
  })

  it('has nothing to release when the provider never made an intent', () => {
    const payment = after({ status: 'failed', failureCode: 'resource_missing' })
    expect(cancelPayment(payment, cancel)?.next).toMatchObject({
      status: 'cancelled',
      released: true,
    })
  })

  it('refunds what was taken, once', () => {
    const refunding = cancelPayment(after(succeeded), cancel)?.next ?? opened
    expect(refunding).toMatchObject({ refunds: [{ id: 'rf_1', amount: 5000, status: 'pending' }] })
    expect(cancelPayment(refunding, { ...cancel, refundId: 'rf_1_late' })).toBeUndefined()
  })
})

const report = fc.constantFrom<Report>(succeeded, failed, challenged, processing, cancelled)
const move = fc.oneof(
  report.map((heard) => (payment: Payment) => settle(payment, heard, late)),
  fc.constant((payment: Payment) => cancelPayment(payment, cancel)),
  fc.constant((payment: Payment) => retryNext(payment)),
  fc.constantFrom('succeeded', 'failed').map((status) => (payment: Payment) => {
    const refund = payment.status === 'never_created' ? undefined : payment.refunds.at(-1)
    if (!refund || payment.status === 'never_created') return undefined
    return settleRefund(payment, refund.id, { status: status as 'succeeded' }, now)
  }),
)

function retryNext(payment: Payment): Change {
  if (payment.status !== 'failed' && payment.status !== 'requires_action') return undefined
  return startAttempt(payment, { number: currentAttempt(payment) + 1, token: 'pm', now })
}

type Move = (payment: Payment) => Change

function play(moves: Move[]) {
  const told: string[] = []
  let payment: Payment = opened
  for (const step of moves) {
    const change: Change = step(payment)
    payment = change?.next ?? payment
    told.push(...namesOf(change).map(String))
  }
  if (payment.status === 'never_created') throw new Error('a live payment became a tombstone')
  return { payment, count: (name: string) => told.filter((other) => other === name).length }
}

const anyOrder = fc.array<Move>(move, { maxLength: 25 })

describe('whatever happens in whatever order', () => {
  it('money is taken at most once and never promised back twice', () => {
    fc.assert(
      fc.property(anyOrder, (moves) => {
        const { payment } = play(moves)
        expect([0, 5000]).toContain(payment.captured)
        expect(refundableOf(payment)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('success and cancel are told at most once', () => {
    fc.assert(
      fc.property(anyOrder, (moves) => {
        const { count } = play(moves)
        expect(count('payment-succeeded')).toBeLessThanOrEqual(1)
        expect(count('payment-cancelled') + count('payment-succeeded')).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('a cancelled payment keeps no money', () => {
    fc.assert(
      fc.property(anyOrder, (moves) => {
        const { payment } = play([...moves, (last) => cancelPayment(last, cancel)])
        const promised = payment.refunds.filter((refund) => refund.status !== 'failed')
        fc.pre(payment.refunds.length === promised.length)
        expect(refundableOf(payment)).toBe(0)
      }),
    )
  })
})

describe('the payment of an order that costs nothing', () => {
  it('has succeeded at once, without the provider, and has nothing to give back', () => {
    const { payment, events } = free()
    expect(payment).toMatchObject({ status: 'succeeded', captured: 0 })
    expect(namesOf({ next: payment, events })).toEqual(['payment-succeeded'])
    expect(nextWork(payment)).toBeUndefined()
    expect(cancelPayment(payment, cancel)).toBeUndefined()
  })
})
