import type { OrderFilters, OrderSort } from '@comptoir/contracts/orders/staff-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Order } from '../order/order.ts'
import { toOverview } from '../order/order-view.ts'

/** What is searched of an order, held in memory: some 600 bytes. */
export type OrderRow = {
  readonly id: string
  readonly version: number
  readonly placedAt: string
  readonly userId: string
  readonly number: string
  readonly email: string
  readonly status: Order['status']
  readonly paymentStatus: string
  readonly fulfilmentStatus: string
  /** In minor units. */
  readonly total: number
  readonly currency: string
  readonly carrier: string | undefined
  readonly tags: readonly string[]
  /** Words by which people look for it, without case and accents. */
  readonly text: string
}

/** What of an order is searched. */
export function rowOf({ id, version, data }: Document<Order>): OrderRow {
  const { number, email, shippingLine, staff, totals, placedAt, userId, status } = data
  const { paymentStatus, fulfilmentStatus } = toOverview({ id, version, data })
  return {
    ...{ id, version, placedAt, userId, number, email, status, paymentStatus, fulfilmentStatus },
    total: totals.grandTotal.amount,
    currency: totals.grandTotal.currency,
    carrier: shippingLine.carrierCode,
    tags: staff?.tags ?? [],
    text: plain(wordsOf(data).join(' ')),
  }
}

function wordsOf({ number, email, lines, parcels, shippingAddress, billingAddress }: Order) {
  const { recipient, company, city, postalCode } = shippingAddress
  const goods = lines.flatMap(({ sku, title }) => [sku, title.fr, title.en])
  const places = [recipient, company, postalCode, city, billingAddress.recipient]
  const tracking = parcels.map(({ trackingNumber }) => trackingNumber)
  return [...new Set([number, email, ...places, ...goods, ...tracking])].filter(Boolean)
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether an order is among what is asked for: every filter holds, and every word is found. */
export function createMatcher(filters: OrderFilters): (row: OrderRow) => boolean {
  const { userId, status, from, to, q, minTotal, maxTotal, carrier, email, tag } = filters
  const { paymentStatus, fulfilmentStatus } = filters
  const words = q ? plain(q).split(/\s+/) : []
  const is = <T>(asked: T | undefined, value: T) => asked === undefined || asked === value
  return (row) =>
    is(userId, row.userId) &&
    is(status, row.status) &&
    is(paymentStatus as string | undefined, row.paymentStatus) &&
    is(fulfilmentStatus as string | undefined, row.fulfilmentStatus) &&
    is(carrier, row.carrier) &&
    is(email, row.email) &&
    row.placedAt >= (from ?? '') &&
    row.placedAt <= (to ?? '~') &&
    row.total >= (minTotal ?? 0) &&
    row.total <= (maxTotal ?? Number.POSITIVE_INFINITY) &&
    (tag === undefined || row.tags.includes(tag)) &&
    words.every((word) => row.text.includes(word))
}

/** By what a list is sorted: a value, and the id where values are equal, so that a place in it is exact. */
export type Place = readonly [value: string | number, id: string]

const values: Readonly<
  Record<'placedAt' | 'total' | 'number', (row: OrderRow) => string | number>
> = {
  placedAt: ({ placedAt }) => placedAt,
  total: ({ total }) => total,
  number: ({ number }) => number,
}

const rank = (a: string | number, b: string | number): number => Number(a > b) - Number(a < b)

/** The order of a list; newest first unless asked for another. */
export function createOrdering(sort: OrderSort = '-placedAt') {
  const isDown = sort.startsWith('-')
  const sortedBy = values[sort.replace('-', '') as keyof typeof values]
  const placeOf = (row: OrderRow): Place => [sortedBy(row), row.id]
  const compare = ([a, x]: Place, [b, y]: Place): number => {
    const up = rank(a, b) || rank(x, y)
    return isDown ? -up : up
  }
  return { placeOf, compare }
}
