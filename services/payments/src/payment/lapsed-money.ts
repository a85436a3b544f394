import { isDuePurpose } from '@comptoir/contracts/ids'

/** As much of an intent, or of a payment as its first one, as is needed here. */
type Held = {
  readonly amount?: number | undefined
  readonly reductions?: readonly { readonly amount: number }[] | undefined
}
type Ended = Held & { readonly status?: string | undefined; readonly reason?: string | undefined }
type Counted = Ended & { readonly purpose?: string | undefined; readonly captured: number }

/** What is to be taken of an intent: less than was authorised after an edit took something off. Minor units. */
export const toCapture = ({ amount = 0, reductions = [] }: Held): number =>
  reductions.reduce((left, reduction) => left - reduction.amount, amount)

/** Why held money was not taken: its time was over, or the provider did not give it. */
export type Lapse = 'expired' | 'capture_refused'
const lapses: readonly (string | undefined)[] = ['expired', 'capture_refused'] satisfies Lapse[]

/** The provider let its money go before it was taken. */
export const hasLapsed = ({ status, reason }: Ended): boolean =>
  status === 'cancelled' && lapses.includes(reason)

/**
 * What providers let go of an order's money before it was taken, less what was paid for it since. Minor units. Whether anybody
 * owes it is for orders to say: nobody does where nothing has left.
 */
export function lapsedOf({
  further = [],
  ...first
}: Counted & { readonly further?: readonly Counted[] | undefined }): number {
  const intents = [first, ...further]
  const lapsed = intents.filter(hasLapsed).reduce((sum, intent) => sum + toCapture(intent), 0)
  const paid = intents
    .filter(({ purpose }) => purpose !== undefined && isDuePurpose(purpose))
    .reduce((sum, { captured }) => sum + captured, 0)
  return Math.max(0, lapsed - paid)
}
