import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { describe, expect, it } from 'vitest'
import { effectOf, keptOf, movementsOf } from './ledger.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })
const at = (day: number) => `2026-11-0${day}T10:00:00.000Z`

const refund: PaymentIntent['refunds'][number] = {
  ...{ id: 'ref_1', paymentIntentId: 'pi_1', orderId: 'ord_1', amount: eur(500) },
  ...{ reason: 'rayure', status: 'succeeded', origin: 'staff', requestedAt: at(3) },
}
const dispute: PaymentIntent['disputes'][number] = {
  ...{ id: 'dp_1', amount: eur(1_000), status: 'open', reason: 'fraudulent', openedAt: at(4) },
}

const intent: PaymentIntent = {
  ...{ id: 'pi_1', status: 'succeeded', amount: eur(2_000), captured: eur(2_000) },
  ...{ provider: 'stripe', createdAt: at(1), updatedAt: at(1), orderId: 'ord_1', userId: 'usr_1' },
  ...{ refunded: eur(500), refundable: eur(500), disputed: eur(1_000), refundOwed: eur(0) },
  attempts: [
    { number: 1, token: 'pm_card_chargeDeclined', startedAt: at(1), failureCode: 'card_declined' },
    { number: 2, token: 'pm_card_visa', startedAt: at(2) },
  ],
  refunds: [refund],
  disputes: [dispute],
}

describe('the movements of a payment', () => {
  it('are in the order in which they happened', () => {
    const found = movementsOf(intent).map(({ id }) => id)
    expect(found).toEqual(['attempt 1', 'attempt 2', 'ref_1', 'dp_1'])
  })

  it('have what was taken at the attempt that took it', () => {
    expect(movementsOf(intent).slice(0, 2).map(effectOf)).toEqual([undefined, 2_000])
  })

  it('have a dispute that is won twice: it took the money, and brought it back', () => {
    const won = { ...dispute, status: 'won', closedAt: at(9) } as const
    const kinds = movementsOf({ ...intent, disputes: [won] }).slice(-2)
    expect(kinds.map(({ kind }) => kind)).toEqual(['dispute', 'dispute_won'])
    expect(kinds.map(effectOf)).toEqual([-1_000, 1_000])
  })

  it('take what went back, and nothing for a refund that failed', () => {
    const of = (status: 'pending' | 'succeeded' | 'failed') =>
      effectOf({ id: 'ref_1', at: at(3), kind: 'refund', refund: { ...refund, status } })
    expect([of('pending'), of('succeeded'), of('failed')]).toEqual([-500, -500, undefined])
  })

  it('leave the shop what nobody took back', () => {
    expect(keptOf(intent)).toBe(500)
  })
})
