import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { reservationIdOf } from '@comptoir/contracts/ids'
import type {
  ReservationOutcome,
  StockItem,
  StockMovement,
} from '@comptoir/contracts/inventory/schemas'
import type { Order, OrderOverview } from '@comptoir/contracts/orders/view'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { mapInParallel } from '../shop/parallel.ts'
import { readAll, type StaffShop } from '../shop/running-shop.ts'
import { ShopProblem } from '../shop/shop-api.ts'
import type { Books, StockAccount } from './books.ts'
import type { ReadLedger } from './provider-books.ts'

export type Sources = StaffShop & { readonly readLedger: ReadLedger }

const pageSize = 100

/** Reads everything that is held against each other: orders first, since all else follows from them. */
export async function readBooks({ shop, ...rest }: Sources): Promise<Books> {
  const unreadable: Unreadable[] = []
  const sources: Reading = { ...rest, shop, unreadable }
  const overviews = await readAll<OrderOverview>(sources, '/api/orders')
  const readAt = new Date()
  const orders = await mapReadable(sources, overviews, ({ orderId }) => ({
    subject: orderId,
    read: () => get<Order>(sources, `/api/orders/${encodeURIComponent(orderId)}`),
  }))
  const [consumption, letters] = await Promise.all([
    get<{ services: Books['consumption']; silent: string[] }>(
      sources,
      '/api/operations/consumption',
    ),
    get<{ items: Books['deadLetters']; silent: string[] }>(sources, '/api/operations/dead-letters'),
  ])
  return {
    readAt,
    orders,
    reservations: await readReservations(sources, orders),
    stock: await readStock(sources),
    shipments: await readAll<Shipment>(sources, '/api/shipments'),
    invoices: await readAll<Invoice>(sources, '/api/invoices'),
    creditNotes: await readAll<Invoice>(sources, '/api/credit-notes'),
    payments: await readAll<PaymentIntent>(sources, '/api/payment-intents'),
    ledger: await sources.readLedger(),
    consumption: consumption.services,
    deadLetters: letters.items,
    silent: [...new Set([...consumption.silent, ...letters.silent])],
    unreadable,
  }
}

async function get<T>({ shop, token }: Sources, path: string): Promise<T> {
  return (await shop<T>(`GET ${path}`, { token: await token() })).body
}

async function readReservations(sources: Sources, orders: readonly Order[]) {
  const ids = orders.map(({ orderId }) => reservationIdOf(orderId))
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  )
  const found = await mapInParallel(pages, async (reservationIds) => {
    const asking = { token: await sources.token(), body: { reservationIds } }
    const operation = 'POST /api/stock/reservations/lookup'
    return (await sources.shop<{ items: ReservationOutcome[] }>(operation, asking)).body.items
  })
  return found.flat()
}

/** Items with all their movements; the list of items is a projection, so each is read again beside them. */
async function readStock(sources: Reading): Promise<StockAccount[]> {
  const items = await readAll<StockItem>(sources, '/api/stock')
  return await mapReadable(sources, items, ({ sku }) => ({
    subject: sku,
    read: async () => {
      const path = `/api/stock/${encodeURIComponent(sku)}`
      const movements = await readAll<StockMovement>(sources, `${path}/movements`)
      return { item: await get<StockItem>(sources, path), movements }
    },
  }))
}

type Unreadable = Books['unreadable'][number]
type Reading = Sources & { readonly unreadable: Unreadable[] }

/** Maps what can be read; the rest is noted: one thing that is stored wrongly hides nothing else. */
async function mapReadable<T, R>(
  { unreadable }: Reading,
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
