import { lookUp } from '@comptoir/contracts/look-up'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'

/** Why somebody disputes, in words; what a bank calls otherwise is said as it says it. */
export const reasonText = (reason: string, { reasons }: PaymentTexts['disputes']): string =>
  lookUp(reasons, reason) ?? reason.replaceAll('_', ' ')
