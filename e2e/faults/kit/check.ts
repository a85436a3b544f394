import { orderIdOf, paymentIntentIdOf, reservationIdOf } from '@comptoir/contracts/ids'
import type { Discrepancy } from '@comptoir/tools/reconcile/discrepancy'
import { openFiles } from '@comptoir/tools/reconcile/order-file'
import { transferLines } from '@comptoir/tools/reconcile/provider-books'
import type { Books } from '@comptoir/tools/reconcile/read-books'
import { orderFaults } from '@comptoir/tools/reconcile/reconcile-books'
import { stockFaults } from '@comptoir/tools/reconcile/rules/stock-rule'
import { reconcile } from '@comptoir/tools/reconcile/run'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import { asStaff } from '@comptoir/tools/shop/staff-session'
import { eventually } from '../../src/api.ts'
import { ledgerOf } from '../../src/ledger.ts'
import { type TestPlatform, type Trial, withRetries } from './test-platform.ts'

const textOf = ({ rule, subject, what }: Discrepancy) => `${rule} ${subject}: ${what}`

/** Waits until all that is known of one order agrees; answers what still does not when the time is up. */
export async function checkOrder(
  platform: TestPlatform,
  trial: Trial,
  withinMs = 45_000,
): Promise<string[]> {
  const look = () => withRetries(() => faultsOf(platform, trial))
  return await agree(look, withinMs)
}

/** The same of the whole platform: every order, every SKU, every number, every event. */
export async function checkAll(platform: TestPlatform, withinMs = 120_000): Promise<string[]> {
  const look = async () => (await discrepanciesOf(platform)).map(textOf)
  return await agree(() => withRetries(look), withinMs)
}

/** What reconciliation finds now in the whole platform. */
export async function discrepanciesOf({ address }: TestPlatform): Promise<Discrepancy[]> {
  const sources = {
    shop: asStaff(createShopApi(address.gatewayUrl), address.staff),
    readLedger: ledgerOf(address),
  }
  const limits = { graceSeconds: 0, paymentDeadlineSeconds: 90 }
  return (await reconcile(sources, limits, 500)).discrepancies
}

async function agree(look: () => Promise<string[]>, withinMs: number): Promise<string[]> {
  let last = ['the books could not be read']
  const isDone = (found: string[]) => {
    last = found
    return found.length === 0
  }
  await eventually('the books to agree', look, isDone, withinMs).catch(() => undefined)
  return last
}

async function faultsOf(platform: TestPlatform, trial: Trial): Promise<string[]> {
  const books = await readBooksOf(platform, trial)
  return [...openFiles(books).flatMap(orderFaults), ...stockFaults(books)].map(textOf)
}

/** The books as far as they are about one order and its product. */
async function readBooksOf(
  { api, staff, address }: TestPlatform,
  { orderId, sku, otherSkus = [] }: Trial,
): Promise<Books> {
  const get = async (path: string) => {
    const { status, body } = await api(`GET ${path}`, { token: await staff() })
    if (status !== 200 && status !== 404) throw new Error(`${path}: ${status}`)
    return status === 404 ? [] : [body]
  }
  const reservationIds = [reservationIdOf(orderId)]
  const lookup = await api<{ items: Books['reservations'] }>(
    'POST /api/stock/reservations/lookup',
    { token: await staff(), body: { reservationIds } },
  )
  const redemptions = await api<{ items: Books['redemptions'] }>(
    'POST /api/promotions/redemptions/lookup',
    { token: await staff(), body: { orderIds: [orderId] } },
  )
  const stock = await Promise.all(
    [sku, ...otherSkus].map(async (one) => {
      const movements = await get(`/api/stock/${one}/movements?limit=100`)
      const [item] = await get(`/api/stock/${one}`)
      return { item, movements: movements.flatMap(({ items }) => items) }
    }),
  )
  const ledger = await ledgerOf(address)()
  const payments = await get(`/api/payment-intents/${paymentIntentIdOf(orderId)}`)
  const isOfOrder = ({ paymentIntentId }: { paymentIntentId: string }) =>
    orderIdOf(paymentIntentId) === orderId
  const books = {
    readAt: new Date(),
    orders: await get(`/api/orders/${orderId}`),
    payments,
    ledger: [...ledger, ...transferLines(payments as unknown as Books['payments'])].filter(
      isOfOrder,
    ),
    invoices: (await get(`/api/invoices?orderId=${orderId}`)).flatMap(({ items }) => items),
    creditNotes: (await get(`/api/credit-notes?orderId=${orderId}`)).flatMap(({ items }) => items),
    shipments: (await get(`/api/shipments?orderId=${orderId}`)).flatMap(({ items }) => items),
    returns: (await get(`/api/returns?orderId=${orderId}`)).flatMap(({ items }) => items),
    withdrawals: [],
    reservations: lookup.body.items,
    redemptions: redemptions.body.items,
    promotions: [],
    stock,
    ...{ payouts: [], payoutLines: [], vendors: [] },
    ...{ consumption: [], deadLetters: [], silent: [], unreadable: [] },
  } satisfies Record<keyof Books, unknown>
  return books as unknown as Books
}
