import type { CloudEvent } from '@comptoir/contracts/event'
import { editIdOf, furtherIntentIdOf, paymentIntentIdOf, refundIdOf } from '@comptoir/contracts/ids'
import { readLog } from '@comptoir/contracts/platform/log'
import type { AppId } from '@comptoir/contracts/topology'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { createDashboardSubscribers } from '../src/dashboard/follow-sales.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const address = {
  ...{ recipient: 'Camille', line1: '1 rue des Arts', postalCode: '75010', city: 'Paris' },
  countryCode: 'FR',
}

/** An event as its producer's log has it. */
export function eventOf(
  producer: AppId,
  kebab: string,
  { subject, version, at, data }: { subject: string; version: number; at: string; data: object },
): CloudEvent {
  const type = `comptoir.${producer}.${kebab}.v1`
  return {
    ...{
      specversion: '1.0',
      id: `${subject}:${version}:${kebab}`,
      source: producer,
      type,
      subject,
    },
    ...{ time: at, datacontenttype: 'application/json', aggregateversion: version, data },
  }
}

type Sold = { orderId: string; at: string; gross?: number; vat?: number; promisedFor?: string }

/** An order as it is confirmed; of 12.00, with 2.00 of VAT. */
export function snapshotOf({ orderId, at, gross = 1_200, vat = 200, promisedFor }: Sold) {
  const rate = { vatRateBps: 2_000, net: euros(gross - vat), vat: euros(vat), gross: euros(gross) }
  return {
    ...{ orderId, number: `CMD-${orderId}`, userId: 'usr_1', cartId: 'cart_1' },
    ...{ email: 'camille@example.com', locale: 'fr', currency: 'EUR', lines: [], placedAt: at },
    shippingLine: {
      ...{ ...rate, optionId: 'standard', name: { fr: 'Standard' } },
      ...(promisedFor && { delivery: { from: promisedFor, to: promisedFor } }),
    },
    totals: {
      ...{ itemsSubtotal: euros(gross), shipping: euros(0), vatByRate: [rate] },
      ...{ vatTotal: euros(vat), grandTotal: euros(gross) },
    },
    ...{ billingAddress: address, shippingAddress: address },
    paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
  }
}

export const confirmed = (sold: Sold, version = 3) =>
  eventOf('orders', 'order-confirmed', {
    ...{ subject: sold.orderId, version, at: sold.at },
    data: { ...snapshotOf(sold), confirmedAt: sold.at },
  })

/** That an order came so far: `order-shipped`, `order-delivered`, `order-cancelled` … */
export const moved = (orderId: string, kebab: string, at: string, version = 6) =>
  eventOf('orders', kebab, {
    ...{ subject: orderId, version, at },
    data: { orderId, number: 'CMD', userId: 'usr_1', cartId: 'cart_1', reason: 'test' },
  })

export const edited = (sold: Sold, difference: number, number = 1, version = 4 + number) =>
  eventOf('orders', 'order-edited', {
    ...{ subject: sold.orderId, version, at: sold.at },
    data: {
      ...snapshotOf(sold),
      editId: editIdOf(sold.orderId, number),
      revision: 2,
      difference: euros(difference),
    },
  })

type Money = {
  orderId: string
  at: string
  n?: number
  amount?: number
  version?: number
  /** Of a further payment: `edit1`. */
  purpose?: string
  /** Of a refund that is not one by staff: `rf_1_edit1`. */
  refundId?: string
}
const intentIdOf = ({ orderId, purpose }: Money) =>
  purpose ? furtherIntentIdOf(orderId, purpose) : paymentIntentIdOf(orderId)

export function payment(kebab: string, money: Money) {
  const { orderId, at, n = 1, amount = 1_200, version = 2, purpose } = money
  const paymentIntentId = intentIdOf(money)
  const failureCode = 'card_declined'
  return eventOf('payments', kebab, {
    ...{ subject: paymentIntentId, version, at },
    data: {
      ...{ orderId, paymentIntentId, amount: euros(amount), attempt: n, failureCode },
      ...(purpose && { purpose }),
    },
  })
}

export function refund(kebab: string, money: Money) {
  const { orderId, at, n = 1, amount = 100, version = 9 } = money
  const paymentIntentId = intentIdOf(money)
  const { refundId = `${refundIdOf(orderId)}_000000000000000${n}` } = money
  return eventOf('payments', kebab, {
    ...{ subject: paymentIntentId, version, at },
    data: {
      ...{ orderId, paymentIntentId, refundId, amount: euros(amount) },
      ...{ reason: 'test', failureCode: 'refused' },
    },
  })
}

/** An alert; `level` is where the stock is now, which versions before did not say. */
export const alert = (sku: string, kind: string, version: number, at: string, level?: string) =>
  kind === 'cleared'
    ? eventOf('inventory', 'stock-alert-cleared', {
        ...{ subject: sku, version, at, data: { sku, available: 9 } },
      })
    : eventOf('inventory', 'stock-alert-raised', {
        ...{ subject: sku, version, at },
        data: { sku, kind, available: 1, ...(level && { level }) },
      })

export const stockLevel = (sku: string, level: string, version: number, at: string) =>
  eventOf('inventory', 'stock-level-changed', {
    ...{ subject: sku, version, at },
    data: { sku, onHand: 1, reserved: 0, available: 1, version, level },
  })

export const chat = (conversationId: string, kebab: string, version: number, at: string) =>
  eventOf('support', kebab, {
    ...{ subject: conversationId, version, at },
    data: { conversationId, at, locale: 'fr', messages: 2, by: 'customer' },
  })

type Subscribers = ReturnType<typeof createDashboardSubscribers>

/** Hands an event to its handlers, as a broker does. */
export async function deliver(subscribers: Subscribers, event: CloudEvent): Promise<void> {
  const { id, type, subject, time, aggregateversion: version } = event
  for (const { definition, handle } of subscribers)
    if (definition.type === type) await handle(event.data, { id, type, subject, time, version })
}

type Low = { readonly sku: string; readonly level: string; readonly version: number }
type Query = { readonly after: string; readonly level: string; readonly cursor?: string }
type Logs = {
  readonly pageSize?: number
  /** What inventory says of its stock: one item a page. */
  readonly stock?: readonly Low[]
  /** Where a full log of orders begins. */
  readonly cutAt?: string
}

/** The logs of services that told these events, page by page, as clients read them. */
export function logsOf(
  events: readonly CloudEvent[],
  { pageSize = 7, stock = [], cutAt }: Logs = {},
) {
  const client = (producer: string) => {
    const own = events.filter(({ source }) => source === producer)
    return async (route: { path: string }, { query }: { query: Query }) => {
      if (route.path !== readLog.path) return stockPage(stock, query)
      const from = Number(query.after.split('-')[0])
      const entries = own
        .slice(from, from + pageSize)
        .map((event, n) => ({ position: `${from + n + 1}-0`, event }))
      const next = entries.at(-1)?.position ?? query.after
      return { entries, next, ...(producer === 'orders' && cutAt !== undefined && { cutAt }) }
    }
  }
  const producers = ['orders', 'payments', 'inventory', 'support']
  return Object.fromEntries(producers.map((name) => [name, client(name)])) as unknown as Readonly<
    Record<AppId, Client>
  >
}

function stockPage(stock: readonly Low[], { level, cursor = '0' }: Query) {
  const own = stock.filter((item) => item.level === level)
  const at = Number(cursor)
  const items = own.slice(at, at + 1)
  return { items, ...(own.length > at + 1 && { nextCursor: String(at + 1) }) }
}
