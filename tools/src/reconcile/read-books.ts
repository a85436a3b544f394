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
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import type { Books, StockAccount } from './books.ts'
import type { ReadLedger } from './provider-books.ts'

export type Desk = {
  readonly shop: ShopApi
  readonly token: () => Promise<string>
  readonly readLedger: ReadLedger
}

const atOnce = 8
const pageSize = 100

/** Reads everything that is held against each other: orders first, since all else follows from them. */
export async function readBooks({ shop, ...rest }: Desk): Promise<Books> {
  const unreadable: Unreadable[] = []
  const desk: Reading = { ...rest, shop, unreadable }
  const overviews = await all<OrderOverview>(desk, '/api/orders')
  const readAt = new Date()
  const orders = await mapReadable(desk, overviews, ({ orderId }) => ({
    subject: orderId,
    read: () => get<Order>(desk, `/api/orders/${encodeURIComponent(orderId)}`),
  }))
  const [consumption, letters] = await Promise.all([
    get<{ services: Books['consumption']; silent: string[] }>(desk, '/api/operations/consumption'),
    get<{ items: Books['deadLetters']; silent: string[] }>(desk, '/api/operations/dead-letters'),
  ])
  return {
    readAt,
    orders,
    reservations: await readReservations(desk, orders),
    stock: await readStock(desk),
    shipments: await all<Shipment>(desk, '/api/shipments'),
    invoices: await all<Invoice>(desk, '/api/invoices'),
    creditNotes: await all<Invoice>(desk, '/api/credit-notes'),
    payments: await all<PaymentIntent>(desk, '/api/payment-intents'),
    ledger: await desk.readLedger(),
    consumption: consumption.services,
    deadLetters: letters.items,
    silent: [...new Set([...consumption.silent, ...letters.silent])],
    unreadable,
  }
}

async function get<T>({ shop, token }: Desk, path: string): Promise<T> {
  return (await shop<T>(`GET ${path}`, { token: await token() })).body
}

/** Every item of a paged list. */
async function all<T>(desk: Desk, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: T[]; nextCursor?: string } = await get(
      desk,
      `${path}?limit=${pageSize}${query}`,
    )
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

async function readReservations(desk: Desk, orders: readonly Order[]) {
  const ids = orders.map(({ orderId }) => reservationIdOf(orderId))
  const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  )
  const found = await mapSome(pages, async (reservationIds) => {
    const asking = { token: await desk.token(), body: { reservationIds } }
    const operation = 'POST /api/stock/reservations/lookup'
    return (await desk.shop<{ items: ReservationOutcome[] }>(operation, asking)).body.items
  })
  return found.flat()
}

/** Items with all their movements; the list of items is a projection, so each is read again beside them. */
async function readStock(desk: Reading): Promise<StockAccount[]> {
  const items = await all<StockItem>(desk, '/api/stock')
  return await mapReadable(desk, items, ({ sku }) => ({
    subject: sku,
    read: async () => {
      const path = `/api/stock/${encodeURIComponent(sku)}`
      const movements = await all<StockMovement>(desk, `${path}/movements`)
      return { item: await get<StockItem>(desk, path), movements }
    },
  }))
}

type Unreadable = Books['unreadable'][number]
type Reading = Desk & { readonly unreadable: Unreadable[] }

/** Maps what can be read; the rest is noted: one thing that is stored wrongly hides nothing else. */
async function mapReadable<T, R>(
  { unreadable }: Reading,
  items: readonly T[],
  reading: (item: T) => { subject: string; read: () => Promise<R> },
): Promise<R[]> {
  const found = await mapSome(items, async (item) => {
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

/** Maps a few at a time, in order. */
async function mapSome<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(map))))
  }
  return results
}
