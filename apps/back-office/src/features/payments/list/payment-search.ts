import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'
import { type ListedStatus, paymentTones } from '../payment-tones.ts'

/** The states that payments are listed by. */
export const listedStatuses = Object.keys(paymentTones).filter(
  (status): status is ListedStatus => status !== 'unknown',
)

/** What payments are searched by. */
export type PaymentFilter = {
  readonly status?: ListedStatus
  readonly orderId?: string
  readonly userId?: string
}

export type PaymentSearch = ListSearch & PaymentFilter

/** Reads the address of the list of payments: what makes no sense is left out. */
export function readPaymentSearch(search: Readonly<Record<string, unknown>>): PaymentSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], listedStatuses),
    orderId: wordOf(search['orderId'], 80),
    userId: wordOf(search['userId'], 80),
  })
}

/** The query of the operation for an address. */
export const paymentQuery = ({ status, orderId, userId }: PaymentSearch): PaymentFilter =>
  given({ status, orderId, userId })
