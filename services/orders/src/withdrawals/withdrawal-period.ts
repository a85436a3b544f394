import { parisDayOf } from '@comptoir/money/tax-rates'
import { addDays, workingDayFrom } from '@comptoir/money/working-days'

const withdrawalDays = 14
const refundDays = 14

/**
 * The last day to withdraw, in Paris: the fourteenth after the day on which the last parcel arrived; one that is no working day
 * moves to the next (Code de la consommation, L221-18 and L221-19; Regulation 1182/71, article 3(4)). The whole day counts.
 */
export const lastWithdrawalDay = (deliveredAt: string): string =>
  workingDayFrom(addDays(parisDayOf(new Date(deliveredAt)), withdrawalDays))

/** Before the goods have arrived a withdrawal is always in time. */
export const isInTime = (withdrawnAt: string, deliveredAt: string | undefined): boolean =>
  deliveredAt === undefined || parisDayOf(new Date(withdrawnAt)) <= lastWithdrawalDay(deliveredAt)

/** The money is back by the end of this day (L221-24); the shop may wait for the goods or a proof of sending. */
export const refundDayOf = (withdrawnAt: string): string =>
  addDays(parisDayOf(new Date(withdrawnAt)), refundDays)
