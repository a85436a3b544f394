import { given, oneOf } from '../../../ui/data-list/list-search.ts'
import { minorUnits } from '../../../ui/fields/money-text.ts'
import { dayAfter, startOfDay } from '../../../ui/fields/shop-time.ts'
import { type OrderSearch, sorts } from './order-search.ts'

/** The query of the operation for an address. */
export function orderQuery(search: OrderSearch) {
  const { q, status, paymentStatus, fulfilmentStatus, carrier, userId, email, tag } = search
  return given({
    ...{ q, status, paymentStatus, fulfilmentStatus, carrier, userId, email, tag },
    from: search.from && startOfDay(search.from),
    to: search.to && startOfDay(dayAfter(search.to)),
    minTotal: search.min === undefined ? undefined : minorUnits(search.min),
    maxTotal: search.max === undefined ? undefined : minorUnits(search.max),
    sort: oneOf(search.sort, sorts),
  })
}
