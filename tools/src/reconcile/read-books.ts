import type { VendorEntry, VendorPayout } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { reservationIdOf } from '@comptoir/contracts/ids'
import type {
  ReservationOutcome,
  StockItem,
  StockMovement,
} from '@comptoir/contracts/inventory/schemas'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import type { VendorOrder } from '@comptoir/contracts/orders/vendors/routes'
import type { Order, OrderOverview } from '@comptoir/contracts/orders/view'
import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import type { Payout, PayoutLine } from '@comptoir/contracts/payments/payout-schemas'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import type { Consumption } from '@comptoir/contracts/platform/consumption'
import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'
import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import type {
  OrderRedemptions,
  PromotionStatistics,
} from '@comptoir/contracts/promotions/redemption-routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { mapInParallel } from '../shop/parallel.ts'
import { readAll } from '../shop/running-shop.ts'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import { type ReadLedger, transferLines } from './provider-books.ts'

export type Sources = { readonly shop: ShopApi; readonly readLedger: ReadLedger }

const pageSize = 100

/** All that the services and the payment provider know, read at about the same time. */
export type Books = Awaited<ReturnType<typeof readBooks>>

/** Reads everything that is held against each other: orders first, since all else follows from them. */
export async function readBooks({ shop, readLedger }: Sources) {
  const unreadable: Unreadable[] = []
  const overviews = await readAll<OrderOverview>(shop, '/api/orders')
  const readAt = new Date()
  const orders = await mapReadable(unreadable, overviews, ({ orderId }) => ({
    subject: orderId,
    read: () => get<Order>(shop, `/api/orders/${encodeURIComponent(orderId)}`),
  }))
  const [consumption, letters] = await Promise.all([
    get<{ services: Consumption[]; silent: string[] }>(shop, '/api/operations/consumption'),
    get<{ items: (DeadLetter & { service: string })[]; silent: string[] }>(
      shop,
      '/api/operations/dead-letters',
    ),
  ])
  const payments = await readAll<PaymentIntent>(shop, '/api/payment-intents')
  return {
    readAt,
    orders,
    reservations: await readReservations(shop, orders),
    stock: await readStock(shop, unreadable),
    redemptions: await readRedemptions(shop, orders),
    promotions: await readCounts(shop),
    withdrawals: await readAll<StaffWithdrawal>(shop, '/api/withdrawals'),
    shipments: await readAll<Shipment>(shop, '/api/shipments'),
    returns: await readAll<Return>(shop, '/api/returns'),
    invoices: await readAll<Invoice>(shop, '/api/invoices'),
    creditNotes: await readAll<Invoice>(shop, '/api/credit-notes'),
    payments,
    payouts: await readAll<Payout>(shop, '/api/payouts'),
    payoutLines: await readAll<PayoutLine>(shop, '/api/payout-lines'),
    vendors: await readVendors(shop),
    ledger: [...(await readLedger()), ...transferLines(payments)],
    consumption: consumption.services,
    deadLetters: letters.items,
    /** Services that did not answer. */
    silent: [...new Set([...consumption.silent, ...letters.silent])],
    /** What is stored and cannot be read through the API, with the answer. */
    unreadable,
  }
}

const get = async <T>(shop: ShopApi, path: string): Promise<T> =>
  (await shop<T>(`GET ${path}`)).body

const readReservations = (shop: ShopApi, orders: readonly Order[]) =>
  lookUpPages(
    orders.map(({ orderId }) => reservationIdOf(orderId)),
    async (reservationIds) => {
      const operation = 'POST /api/stock/reservations/lookup'
      type Answer = { items: ReservationOutcome[] }
      return (await shop<Answer>(operation, { body: { reservationIds } })).body.items
    },
  )

const readRedemptions = (shop: ShopApi, orders: readonly Order[]) =>
  lookUpPages(
    orders.map(({ orderId }) => orderId),
    async (orderIds) => {
      const operation = 'POST /api/promotions/redemptions/lookup'
      type Answer = { items: OrderRedemptions[] }
      return (await shop<Answer>(operation, { body: { orderIds } })).body.items
    },
  )

async function lookUpPages<T>(ids: readonly string[], lookUp: (page: string[]) => Promise<T[]>) {
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  )
  return (await mapInParallel(pages, lookUp)).flat()
}

/** How far each promotion is used, as the service counts it. */
async function readCounts(shop: ShopApi) {
  const promotions = await readAll<Promotion>(shop, '/api/promotions')
  return await mapInParallel(promotions, ({ promotionId }) =>
    get<PromotionStatistics>(shop, `/api/promotions/${encodeURIComponent(promotionId)}/statistics`),
  )
}

/** Items with all their movements; the list of items is a projection, so each is read again beside them. */
async function readStock(shop: ShopApi, unreadable: Unreadable[]) {
  const items = await readAll<StockItem>(shop, '/api/stock')
  return await mapReadable(unreadable, items, ({ sku }) => ({
    subject: sku,
    read: async () => {
      const path = `/api/stock/${encodeURIComponent(sku)}`
      const movements = await readAll<StockMovement>(shop, `${path}/movements`)
      return { item: await get<StockItem>(shop, path), movements }
    },
  }))
}

/** The ledgers of vendors, one in each currency, with their parts of orders. */
async function readVendors(shop: ShopApi) {
  const vendors = await readAll<Vendor>(shop, '/api/vendors')
  const contracted = vendors.filter(({ commissionBps }) => commissionBps !== undefined)
  return await mapInParallel(contracted, async ({ vendorId }) => {
    const id = encodeURIComponent(vendorId)
    const ledger = `/api/vendors/${id}/ledger`
    const [{ currencies = [] }, payouts, orders] = await Promise.all([
      get<{ currencies?: string[] }>(shop, `${ledger}?limit=1`),
      readAll<VendorPayout>(shop, `/api/vendors/${id}/payouts`),
      readAll<VendorOrder>(shop, `/api/vendor-orders/${id}`),
    ])
    const entries = await mapInParallel(
      [...new Set([...currencies, ...currenciesIn(payouts, orders)])],
      (currency) => readAll<VendorEntry>(shop, `${ledger}?currency=${currency}`),
    )
    return { vendorId, entries: entries.flat(), payouts, orders }
  })
}

/** Those that a vendor's payouts and parts of orders are in: a ledger that was not written since an update is not listed. */
const currenciesIn = (payouts: readonly VendorPayout[], orders: readonly VendorOrder[]) => [
  ...payouts.map(({ amount }) => amount.currency),
  ...orders.map(({ gross }) => gross.currency),
]

type Unreadable = { readonly subject: string; readonly why: string }

/** Maps what can be read; the rest is noted: one thing that is stored wrongly hides nothing else. */
async function mapReadable<T, R>(
  unreadable: Unreadable[],
  items: readonly T[],
  reading: (item: T) => { subject: string; read: () => Promise<R> },
): Promise<R[]> {
  const found = await mapInParallel(items, async (item) => {
    const { subject, read } = reading(item)
    try {
      return [await read()]
    } catch (error) {
      if (!(error instanceof ShopProblem) || notOfTheThing.has(error.status)) throw error
      unreadable.push({ subject, why: error.message })
      return []
    }
  })
  return found.flat()
}

/** Answers that say nothing of what was asked for: not signed in, too often, a service that is away. */
const notOfTheThing: ReadonlySet<number> = new Set([401, 403, 429, 503])
