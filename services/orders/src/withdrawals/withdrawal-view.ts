import type {
  StaffWithdrawal,
  Withdrawal as WithdrawalView,
} from '@comptoir/contracts/orders/withdrawal-schemas'
import type { ConfirmedWithdrawal, Withdrawal } from './withdrawal.ts'
import { refundDayOf } from './withdrawal-period.ts'
import { withdrawalInformation } from './withdrawal-texts.ts'

/** A withdrawal as whoever declared it sees it: as it was typed, and nothing of whether there is such an order. */
export const toWithdrawalView = (withdrawal: Withdrawal): WithdrawalView => ({
  ...saidOf(withdrawal),
  information: [...withdrawalInformation],
})

/** A confirmed withdrawal as staff see it. */
export function toStaffView(withdrawal: ConfirmedWithdrawal): StaffWithdrawal {
  const { outcome = { kind: 'open' as const }, attached } = withdrawal
  return { ...saidOf(withdrawal), outcome, ...(attached && { attached }) }
}

function saidOf(withdrawal: Withdrawal): Omit<WithdrawalView, 'information'> {
  const { withdrawalId, status, name, orderNumber, email, lines, locale, declaredAt } = withdrawal
  return {
    ...{ withdrawalId, status, name, orderNumber, email, locale, declaredAt },
    ...(lines && { lines }),
    ...(withdrawal.status === 'confirmed' && {
      confirmedAt: withdrawal.confirmedAt,
      refundBy: refundDayOf(withdrawal.confirmedAt),
    }),
  }
}
