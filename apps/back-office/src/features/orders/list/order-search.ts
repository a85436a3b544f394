import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { OrderSort } from '@comptoir/contracts/orders/staff-schemas'
import type { Order, OrderPaymentStatus } from '@comptoir/contracts/orders/view'
import {
  amountIn,
  dayIn,
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
  wordsOf,
} from '../../../ui/data-list/list-search.ts'

type FulfilmentStatus = Order['fulfilmentStatus']

export const statuses = wordsOf<OrderStatus>({
  ...{ pending: true, awaiting_payment: true, confirmed: true, processing: true },
  ...{ partially_shipped: true, shipped: true, partially_delivered: true, delivered: true },
  ...{ completed: true, rejected: true, expired: true, cancelled: true },
})
export const paymentStatuses = wordsOf<OrderPaymentStatus>({
  ...{ unpaid: true, requires_action: true, failed: true, authorised: true, paid: true },
  ...{ partially_refunded: true, refunded: true, disputed: true, voided: true },
})
export const fulfilmentStatuses = wordsOf<FulfilmentStatus>({
  ...{ unfulfilled: true, preparing: true, partially_shipped: true, shipped: true },
  ...{ partially_delivered: true, delivered: true, cancelled: true },
  ...{ partially_returned: true, returned: true },
})
export const sorts = wordsOf<OrderSort>({
  ...{ '-placedAt': true, placedAt: true, '-total': true, total: true, number: true },
})

/** What orders are searched by; days and amounts as people write them. */
export type OrderFilter = {
  readonly q?: string
  readonly status?: OrderStatus
  readonly paymentStatus?: OrderPaymentStatus
  readonly fulfilmentStatus?: FulfilmentStatus
  /** Days in the shop's time zone, both included. */
  readonly from?: string
  readonly to?: string
  /** In whole units of the currency. */
  readonly min?: string
  readonly max?: string
  readonly carrier?: string
  /** Id of an account, or of a guest. */
  readonly userId?: string
  readonly email?: string
  readonly tag?: string
}
export const filterNames = [
  ...(['q', 'status', 'paymentStatus', 'fulfilmentStatus', 'from', 'to'] as const),
  ...(['min', 'max', 'carrier', 'userId', 'email', 'tag'] as const),
]
export type FilterName = (typeof filterNames)[number]

export type OrderSearch = ListSearch & OrderFilter

/** Reads the address of the list of orders: what makes no sense is left out. */
export function readOrderSearch(search: Readonly<Record<string, unknown>>): OrderSearch {
  return given({
    ...readListSearch(search, sorts),
    q: wordOf(search['q'], 80),
    status: oneOf(search['status'], statuses),
    paymentStatus: oneOf(search['paymentStatus'], paymentStatuses),
    fulfilmentStatus: oneOf(search['fulfilmentStatus'], fulfilmentStatuses),
    from: dayIn(search['from']),
    to: dayIn(search['to']),
    min: amountIn(search['min']),
    max: amountIn(search['max']),
    carrier: wordOf(search['carrier'], 40),
    userId: wordOf(search['userId'], 80),
    email: wordOf(search['email'], 320),
    tag: wordOf(search['tag'], 40),
  })
}
