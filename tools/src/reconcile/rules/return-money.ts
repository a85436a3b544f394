import { creditNoteIdOfRefund, refundIdOfReturn } from '@comptoir/contracts/ids'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { partOfUnits } from '@comptoir/money'
import { type OrderFile, sumBySku } from '../order-file.ts'
import { moneyOf } from './money-of-order.ts'

/** What returns gave back, against the payment, the credit notes, and what their goods cost. */
export function returnedMoneyFaults(file: OrderFile): string[] {
  return [...file.returns.flatMap((ret) => refundFaults(file, ret)), ...shareFaults(file)]
}

/** The refunds of a return: the first, and those after one that failed. */
function isRefundOf(returnId: string, refundId: string): boolean {
  const first = refundIdOfReturn(returnId)
  return refundId === first || refundId.startsWith(`${first}t`)
}

const isRefunded = ({ status }: Return): boolean => status === 'refunded' || status === 'closed'

function refundFaults(file: OrderFile, ret: Return): string[] {
  const { returnId, status, refund, inspection } = ret
  const made = refundsOf(file, ret)
  if (!inspection && made.length > 0) return [`${returnId} is ${status}, and gave money back`]
  if (!isRefunded(ret)) return []
  const own = made.filter(({ id, partOf }) => (partOf ?? id) === refund?.refundId)
  const given = own.reduce((sum, { amount }) => sum + amount.amount, 0)
  const said = refund?.amount.amount ?? 0
  if (given !== said) return [`${returnId} gave ${said} back, payments knows of ${given}`]
  return status === 'closed' ? creditFaults(file, ret, refund?.credited?.amount ?? said) : []
}

const refundsOf = ({ payment }: OrderFile, { returnId }: Return) =>
  (payment?.refunds ?? []).filter(({ id, partOf }) => isRefundOf(returnId, partOf ?? id))

/** A closed return has credit notes over what it gave back, less what a refund that failed later was credited for. */
function creditFaults(file: OrderFile, ret: Return, given: number): string[] {
  const { returnId, creditNote } = ret
  if (given === 0) return []
  const ids = refundsOf(file, ret).map(({ id }) => creditNoteIdOfRefund(id))
  const own = file.creditNotes.filter(({ invoiceId }) => ids.includes(invoiceId))
  const credited = own.reduce((sum, { totals }) => sum + totals.grandTotal.amount, 0)
  if (credited !== given) return [`${returnId} gave ${given} back, credited are ${credited}`]
  const isNamed = own.some(({ number }) => number === creditNote?.number)
  return isNamed ? [] : [`${returnId} is closed, and does not name its credit note`]
}

/**
 * All returns of an order together give back the share of what was paid for the goods that were accepted, to the cent, and at most
 * the delivery beside it. Where staff gave money back as well, no unit is paid back twice.
 */
function shareFaults(file: OrderFile): string[] {
  const { order, returns, payment } = file
  const refunded = returns.filter(isRefunded)
  if (refunded.length === 0) return []
  const accepted = sumBySku(
    refunded.flatMap(({ inspection }) =>
      (inspection?.lines ?? []).map(({ sku, restock, scrap }) => ({
        ...{ sku, quantity: restock + scrap },
      })),
    ),
  )
  const goods = order.lines.reduce((sum, { sku, quantity, gross }) => {
    const back = Math.min(accepted.get(sku) ?? 0, quantity)
    return sum + partOfUnits(gross.amount, { before: 0, quantity: back, of: quantity })
  }, 0)
  const given = refunded.reduce((sum, { refund }) => sum + (refund?.amount.amount ?? 0), 0)
  const withheld = refunded.reduce((sum, ret) => sum + withheldFor(ret), 0)
  const kept = refunded.reduce((sum, { exchange }) => sum + (exchange?.kept.amount ?? 0), 0)
  const most = goods + order.shippingLine.gross.amount
  if (given > most) return [`returns gave ${given} back, their goods and the delivery are ${most}`]
  const others = (payment?.refunds ?? []).filter(
    ({ id, partOf, status }) =>
      status !== 'failed' && !returns.some((ret) => isRefundOf(ret.returnId, partOf ?? id)),
  )
  // what a bank took back, or nobody paid, cannot be given back: once a dispute is won, staff do
  const disputed = payment?.disputed.amount ?? 0
  const { uncollected } = moneyOf(file)
  if (others.length > 0 || given >= goods - withheld - kept - disputed - uncollected) return []
  const less =
    (withheld > 0 ? ` less ${withheld} for labels` : '') +
    (kept > 0 ? ` less ${kept} for goods in exchange` : '')
  return [`returns gave ${given} back, their goods are ${goods}${less}`]
}

/** What customers pay for labels that they used. */
const withheldFor = ({ label }: Return): number =>
  label?.status === 'used' ? label.price.amount : 0
