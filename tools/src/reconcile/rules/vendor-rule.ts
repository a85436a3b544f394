import { isOfOrder, isRefundOfSale } from '@comptoir/contracts/admin/vendors/refund-of-sale'
import { type SoldLine, type VendorShare, vendorShares } from '@comptoir/money/vendor-shares'
import type { Discrepancy } from '../discrepancy.ts'
import { leftParcelsOf, type OrderFile } from '../order-file.ts'
import type { Books } from '../read-books.ts'

type VendorBook = Books['vendors'][number]
type Entry = VendorBook['entries'][number]
type Kept = Pick<Books, 'vendors' | 'orders'>

const fault = (subject: string, what: string): Discrepancy => ({ rule: 'vendors', subject, what })

/**
 * The ledgers of each vendor, one in each currency, against what they follow from: entries without holes whose sum is the balance, payouts with their entries,
 * and of each order the vendor's lines, less what went back of them, and the commission.
 */
export function vendorFaults(books: Kept, still: readonly OrderFile[]): Discrepancy[] {
  const sales = salesByOrder(books.vendors)
  return [
    ...books.vendors.flatMap((book) => [
      ...chainFaults(book),
      ...payoutFaults(book),
      ...strayFaults(book, books),
    ]),
    ...still.flatMap((file) => saleFaults(file, sales)),
  ]
}

function chainFaults({ vendorId, entries }: VendorBook): Discrepancy[] {
  const ledgers = Map.groupBy(entries, ({ amount }) => amount.currency)
  return [...ledgers].flatMap(([currency, own]) =>
    brokenLinks(own).map((what) => fault(vendorId, `in ${currency}, entry ${what}`)),
  )
}

function brokenLinks(ledger: readonly Entry[]): string[] {
  let sum = 0
  const inOrder = ledger.toSorted((a, b) => a.sequence - b.sequence)
  return inOrder.flatMap(({ sequence, amount, balance }, index) => {
    sum += amount.amount
    if (sequence !== index + 1) return [`${index + 1} is missing`]
    return balance.amount === sum ? [] : [`${sequence} says ${balance.amount}, its sum is ${sum}`]
  })
}

/** Of a payout that was paid its amount is taken off once, and put back once when it came back. */
function payoutFaults({ entries, payouts }: VendorBook): Discrepancy[] {
  return payouts.flatMap(({ payoutId, status, amount }) => {
    const sumOf = (kind: Entry['kind']) =>
      sum(entries.filter((entry) => entry.kind === kind && entry.cause === payoutId))
    const isPaid = status === 'paid' || status === 'reversed'
    const paid = isPaid ? amount.amount : 0
    const back = status === 'reversed' ? amount.amount : 0
    const isEntered = sumOf('payout') === 0 - paid && sumOf('payout_reversal') === back
    return isEntered ? [] : [fault(payoutId, `is ${status}, and the ledger does not say so`)]
  })
}

function strayFaults({ vendorId, entries }: VendorBook, { orders }: Kept): Discrepancy[] {
  const known = new Set(orders.map(({ orderId }) => orderId))
  const stray = entries.filter(({ orderId }) => orderId !== undefined && !known.has(orderId))
  return stray.map(({ sequence, amount: { currency } }) =>
    fault(vendorId, `in ${currency}, entry ${sequence} belongs to no order`),
  )
}

/** Parts of vendors in orders, and entries of all their ledgers, by order. */
function salesByOrder(vendors: Books['vendors']) {
  const entries = vendors.flatMap((book) =>
    book.entries.map((entry) => ({ ...entry, vendorId: book.vendorId })),
  )
  const parts = vendors.flatMap(({ orders }) => orders)
  return {
    entries: Map.groupBy(entries, ({ orderId }) => orderId),
    parts: Map.groupBy(parts, ({ orderId }) => orderId),
  }
}

type Sales = ReturnType<typeof salesByOrder>

function saleFaults(file: OrderFile, sales: Sales): Discrepancy[] {
  const lines = soldLines(file, sales)
  if (!lines) return []
  const all = sales.entries.get(file.order.orderId) ?? []
  const shares = vendorShares({ ...paidOf(file), lines })
  return [...shares].flatMap(([vendorId, share]) => {
    const entries = all.filter((entry) => entry.vendorId === vendorId)
    const { currency } = file.order.totals.grandTotal
    if (entries.some(({ amount }) => amount.currency !== currency))
      return [
        fault(file.order.orderId, `${vendorId}: is in ${currency}, and its ledger says another`),
      ]
    const said = whatIsSaid(file, { vendorId, share, entries })
    return said ? [fault(file.order.orderId, `${vendorId}: ${said}`)] : []
  })
}

/** The lines of an order with their commissions, where vendors sell any; an order itself does not show them. */
function soldLines({ order }: OrderFile, sales: Sales): SoldLine[] | undefined {
  if (!order.lines.some(({ vendorId }) => vendorId !== undefined)) return undefined
  const parts = sales.parts.get(order.orderId) ?? []
  return order.lines.map(({ sku, quantity, gross, net, vendorId }) => {
    const part = parts.find((one) => one.vendorId === vendorId)
    const commissionBps = part?.lines.find((line) => line.sku === sku)?.commissionBps
    return { sku, quantity, gross: gross.amount, net: net.amount, vendorId, commissionBps }
  })
}

const paidOf = ({ order, payment }: OrderFile) => ({
  total: order.totals.grandTotal.amount,
  refunds: (payment?.refunds ?? [])
    .filter(({ status }) => status === 'succeeded')
    .filter(({ id, ...refund }) => isRefundOfSale({ refundId: id, ...refund }))
    .map(({ id, amount, shipping, lines }) => ({
      ...{ refundId: id, amount: amount.amount },
      ...(shipping && { shipping: shipping.amount }),
      ...(lines && { lines }),
    })),
  disputes: (payment?.disputes ?? [])
    .filter(({ status, paymentIntentId = '' }) => status !== 'won' && isOfOrder(paymentIntentId))
    .map(({ id, amount }) => ({ disputeId: id, amount: amount.amount })),
})

type Part = {
  readonly vendorId: string
  readonly share: VendorShare
  readonly entries: readonly Entry[]
}

/** What does not agree. Of an order of which some parcels are here still, a vendor's part may be entered or not. */
function whatIsSaid(file: OrderFile, { vendorId, share, entries }: Part): string | undefined {
  const wasEntered = entries.some(({ kind }) => kind === 'sale')
  const hasLeft = hasLeftOf(file, vendorId)
  if (!wasEntered && share.sales > 0 && hasLeft && allLeft.has(file.order.status))
    return 'left, and is not on its ledger'
  if (wasEntered && !hasLeft) return 'is on its ledger, and has not left'
  if (!wasEntered) return undefined
  const pairs = [
    ['sale', share.sales],
    ['refund', 0 - share.refunded],
    ['dispute', 0 - share.disputed],
    ['commission', 0 - share.commission],
  ] as const
  const wrong = pairs.flatMap(([kind, expected]) => {
    const entered = sum(entries.filter((entry) => entry.kind === kind))
    return entered === expected ? [] : [`${kind} ${entered}, not ${expected}`]
  })
  return wrong.length > 0 ? `its ledger says ${wrong.join(', ')}` : undefined
}

const allLeft: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed'])

function hasLeftOf({ order }: OrderFile, vendorId: string): boolean {
  const own = new Set(order.lines.flatMap((line) => (line.vendorId === vendorId ? line.sku : [])))
  return leftParcelsOf(order).some(
    ({ lines }) => lines === undefined || lines.some(({ sku }) => own.has(sku)),
  )
}

const sum = (entries: readonly Entry[]): number =>
  entries.reduce((all, { amount }) => all + amount.amount, 0)
