import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'

/** Whether the bank takes an answer of the shop: it is not closed, and not looked at already. */
export const isAnswerable = ({ status, stage }: DisputeDetails): boolean =>
  status === 'open' && stage !== 'under_review'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** With so little time left somebody should look at it today. */
const soonMs = 3 * dayMs

export type TimeLeft =
  | { readonly kind: 'none' }
  | { readonly kind: 'late' }
  | { readonly kind: 'hours' | 'days'; readonly count: number; readonly isSoon: boolean }

/** How long something can still be answered: in hours on the last two days, else in days, rounded down. */
export function timeLeft(dueBy: string | undefined, now: number): TimeLeft {
  if (dueBy === undefined) return { kind: 'none' }
  const left = Date.parse(dueBy) - now
  if (left <= 0) return { kind: 'late' }
  const isSoon = left <= soonMs
  return left < 2 * dayMs
    ? { kind: 'hours', count: Math.floor(left / hourMs), isSoon }
    : { kind: 'days', count: Math.floor(left / dayMs), isSoon }
}

type Around = {
  readonly now: number
  readonly words: PaymentTexts['disputes']
  readonly locale: Locale
}

/** A deadline in words, with the moment. */
export function deadlineText(dueBy: string | undefined, { now, words, locale }: Around): string {
  const left = timeLeft(dueBy, now)
  if (dueBy === undefined || left.kind === 'none') return words.noDeadline
  const moment = formatDate(dueBy, 'moment', locale)
  if (left.kind === 'late') return words.late(moment)
  const count = left.kind === 'hours' ? words.hoursLeft(left.count) : words.daysLeft(left.count)
  return words.until(count, moment)
}
