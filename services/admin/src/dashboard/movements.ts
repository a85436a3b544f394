import { editIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import { lookUp } from '@comptoir/contracts/look-up'
import type { SalesFacts } from './sales-facts.ts'

/** What an order adds to the figures of the day of `at`; amounts in minor units, below zero what it takes off. */
export type Movement = {
  readonly kind: 'sale' | 'edit' | 'refund' | 'refund_failed' | 'void' | 'due' | 'refusal'
  readonly orderId: string
  /** Of this movement, among all of all orders. */
  readonly id: string
  readonly at: string
  /** The same in milliseconds: every reading asks for the day of each. */
  readonly atMs: number
  readonly gross: number
  readonly net: number
}

/** All that an order moved. What follows its sale has the same share of VAT as the whole of it. */
export function movementsOf(facts: SalesFacts): Movement[] {
  const { orderId, sale } = facts
  const netOf = (gross: number) =>
    sale && sale.gross > 0 ? Math.round((gross * sale.net) / sale.gross) : gross
  const one = (kind: Movement['kind'], own: string, at: string, gross: number): Movement => ({
    ...{ kind, orderId, id: `${orderId}:${kind}:${own}`, at, atMs: Date.parse(at) },
    ...{ gross, net: netOf(gross) },
  })
  return [
    ...(sale ? [{ ...one('sale', '', sale.at, sale.gross), net: sale.net }] : []),
    ...Object.entries(facts.edits).map(([id, { at, gross }]) => one('edit', id, at, gross)),
    ...Object.entries(facts.refunds).flatMap(([id, refund]) => {
      const { amount, succeededAt, failedAt } = refund
      // of an order that never was confirmed nothing was counted, so nothing goes off
      if (succeededAt === undefined || !sale) return []
      const out = one('refund', id, succeededAt, -amount)
      const isBack = failedAt !== undefined && failedAt > succeededAt
      return isBack ? [out, one('refund_failed', id, failedAt, amount)] : [out]
    }),
    ...[...voidedSale(facts), ...voidedEdits(facts)].map(({ id, at, gross }) =>
      one('void', id, at, -gross),
    ),
    // what held money left unpaid went off as it was let go, if its sale was counted
    ...Object.entries((sale && facts.dues) ?? {}).map(([id, { at, gross }]) =>
      one('due', id, at, gross),
    ),
    ...Object.entries(facts.refusals).map(([id, { at }]) => one('refusal', id, at, 0)),
  ]
}

/** Money that was held as the order was confirmed, and let go after that: it never came. A payment let go before it was another one. */
function voidedSale({ orderId, sale, edits, voids }: SalesFacts) {
  if (!sale) return []
  const ownId = paymentIntentIdOf(orderId)
  const after = Object.entries(voids).filter(([id, { at }]) => id === ownId && at > sale.at)
  return after.map(([id, { at }]) => {
    const before = Object.values(edits).filter((edit) => edit.gross < 0 && edit.at <= at)
    return { id, at, gross: before.reduce((held, { gross }) => held + gross, sale.gross) }
  })
}

/** What edits cost more was held in the same way, each by a payment of its own. */
function voidedEdits({ orderId, sale, edits, voids }: SalesFacts) {
  return Object.entries(voids).flatMap(([id, { at }]) => {
    const [, number] = /_edit(\d+)$/.exec(id) ?? []
    const edit = number && lookUp(edits, editIdOf(orderId, Number(number)))
    return sale && edit && edit.gross > 0 && edit.at <= at ? [{ id, at, gross: edit.gross }] : []
  })
}
