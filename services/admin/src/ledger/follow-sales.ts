import { isOfOrder, isRefundOfSale } from '@comptoir/contracts/admin/vendors/refund-of-sale'
import {
  OrderDelivered,
  OrderPartiallyDelivered,
  OrderPartiallyShipped,
  OrderShipped,
} from '@comptoir/contracts/orders/events'
import type { SoldGoods } from '@comptoir/contracts/orders/schemas'
import {
  DisputeClosed,
  DisputeOpened,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { ParcelLine } from '@comptoir/contracts/shipping/schemas'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { z } from 'zod'
import type { Ledgers } from './ledger-store.ts'
import { newSale, recordFact, type SaleFact } from './sale.ts'
import type { Posting, Sale, Sales } from './stored-sale.ts'

type LedgerDeps = { readonly sales: Sales; readonly ledgers: Ledgers }
type Left = z.output<typeof OrderShipped.schema>
type RefundTold = z.output<typeof RefundFailed.schema> | z.output<typeof RefundSucceeded.schema>
type DisputeTold = z.output<typeof DisputeOpened.schema>

/**
 * Keeps the ledgers of vendors by what happens to orders. The order's document says what is entered, under ids of its own: an event that
 * comes again, or again after a crash, enters nothing twice and leaves nothing out.
 */
export function createLedgerSubscribers({ sales, ledgers }: LedgerDeps): Subscriber[] {
  async function take(orderId: string, fact: SaleFact): Promise<void> {
    const { data } = await sales.upsert(orderId, (known) => {
      const next = recordFact(known ?? newSale(orderId), fact)
      return next === known ? undefined : { next }
    })
    await enterAll(ledgers, data)
  }

  const left = (isWhole: boolean) => async (order: Left, meta: EventMeta) => {
    const { orderId, goods } = order
    if (!goods) return
    const vendorIds = vendorsIn(goods, isWhole && !order.left ? goods.lines : order.left)
    await take(orderId, { kind: 'left', at: meta.time, vendorIds, sold: soldOf(order, goods) })
  }

  const refund = (status: 'succeeded' | 'failed') => async (told: RefundTold, meta: EventMeta) => {
    if (!isRefundOfSale(told)) return
    const { orderId, refundId, amount, lines, shipping } = told
    const fact = {
      ...{ refundId, status, amount: amount.amount, version: meta.version },
      ...(lines && { lines }),
      ...(shipping && { shipping: shipping.amount }),
    }
    await take(orderId, { kind: 'refund', at: meta.time, refund: fact })
  }

  const dispute = async (
    { orderId, disputeId, paymentIntentId, amount }: DisputeTold,
    { time: at, version }: EventMeta,
    status: 'open' | 'won' | 'lost',
  ) => {
    if (!isOfOrder(paymentIntentId)) return
    const fact = { disputeId, status, amount: amount.amount, version }
    await take(orderId, { kind: 'dispute', at, dispute: fact })
  }

  return [
    on(OrderPartiallyShipped, left(false)),
    on(OrderShipped, left(true)),
    on(OrderPartiallyDelivered, left(false)),
    on(OrderDelivered, left(true)),
    on(RefundSucceeded, refund('succeeded')),
    on(RefundFailed, refund('failed')),
    on(DisputeOpened, (told, meta) => dispute(told, meta, 'open')),
    on(DisputeClosed, (told, meta) => dispute(told, meta, told.outcome)),
  ]
}

/** The vendors of whom one of the lines has left. */
function vendorsIn({ lines }: SoldGoods, left: readonly Pick<ParcelLine, 'sku'>[] = []): string[] {
  const skus = new Set(left.map(({ sku }) => sku))
  return [...new Set(lines.flatMap(({ sku, vendorId }) => (skus.has(sku) && vendorId) || []))]
}

const soldOf = ({ number }: Left, { total, lines }: SoldGoods) => ({
  ...{ number, currency: total.currency, total: total.amount },
  lines: lines.map(({ gross, net, ...line }) => ({
    ...line,
    gross: gross.amount,
    net: net.amount,
  })),
})

/** Enters what an order says, by vendor. */
async function enterAll(ledgers: Ledgers, { orderId, sold, postings }: Sale): Promise<void> {
  if (!sold) return
  const { currency, number: orderNumber } = sold
  for (const [vendorId, own] of Map.groupBy(postings, (posting: Posting) => posting.vendorId)) {
    const entries = own.map(({ vendorId: _, ...entry }) => ({ ...entry, orderId, orderNumber }))
    await ledgers.append({ vendorId, currency }, entries)
  }
}
