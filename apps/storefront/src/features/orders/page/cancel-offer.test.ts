import { describe, expect, it } from 'vitest'
import { cancelOfferOf } from './cancel-offer.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const offer = (payment: object, more: object = {}) =>
  cancelOfferOf({
    ...{ allowedTransitions: ['shipped', 'cancelled'], totals: { grandTotal: eur(2_490) } },
    payment,
    ...more,
  } as never)

describe('the offer to cancel', () => {
  it('gives back what was taken, and not twice what is back or on its way', () => {
    expect(offer({ status: 'paid' })).toEqual({ kind: 'refunded', amount: eur(2_490) })
    expect(offer({ status: 'paid', captured: eur(2_000) })).toEqual({
      ...{ kind: 'refunded', amount: eur(2_000) },
    })
    const part = { status: 'partially_refunded', captured: eur(2_490) }
    expect(offer({ ...part, refunded: eur(400), refundPending: eur(90) })).toEqual({
      ...{ kind: 'refunded', amount: eur(2_000) },
    })
  })

  it('lets go what is held, and promises no money where none was taken', () => {
    expect(offer({ status: 'authorised' })).toEqual({ kind: 'released', amount: eur(2_490) })
    for (const status of ['unpaid', 'requires_action', 'failed', 'voided', 'refunded'])
      expect(offer({ status }), status).toEqual({ kind: 'free' })
  })

  it('is not made where the order cannot be cancelled, nor while it is', () => {
    expect(offer({ status: 'paid' }, { allowedTransitions: ['delivered'] })).toBeUndefined()
    for (const status of ['requested', 'refused', 'done'])
      expect(offer({ status: 'paid' }, { cancellation: { status } }), status).toBeUndefined()
  })
})
