import type { z } from 'zod'
import type { StoredRefund } from '../payment/stored-payment.ts'

type Refund = Readonly<z.infer<typeof StoredRefund>>
type Of = Pick<Refund, 'id' | 'origin' | 'intentId' | 'uninvoiced'>

/** It ended a further payment by itself, whose edit or exchange came to nothing: its id follows from that payment's. */
function isOwnEnd({ id, origin, intentId }: Of): boolean {
  if (origin !== 'cancellation' || intentId === undefined) return false
  const own = intentId.replace(/^pi_/, 'rf_')
  return id === own || id.startsWith(`${own}_`)
}

/** Whether what it gives back was on no invoice: it was taken for what came to nothing, whoever gives it back. */
export const isForNothing = (refund: Of): boolean => refund.uninvoiced ?? isOwnEnd(refund)

/** What a new refund keeps of that: it is decided as it is promised, since what was given back before was invoiced. */
export function uninvoicedAfter(before: readonly Of[], refund: Of): { uninvoiced?: true } {
  const { intentId } = refund
  const hasEnded = before.some((one) => one.intentId === intentId && isForNothing(one))
  return isOwnEnd(refund) || (intentId !== undefined && hasEnded) ? { uninvoiced: true } : {}
}
