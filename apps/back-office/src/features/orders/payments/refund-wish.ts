import type { createRefund } from '@comptoir/contracts/payments/routes'
import type { RequestOf } from '@comptoir/contracts/platform/operation-types'
import { type GoodsChoice, goodsBody } from '../../../ui/refunds/goods.ts'

export const refundKinds = ['whole', 'part', 'lines'] as const
export type RefundKind = (typeof refundKinds)[number]

type Line = {
  readonly sku: string
  readonly quantity: number
  /** Of all of them together, in minor units. */
  readonly gross: number
}

/** A refund as somebody fills it in. */
export type RefundWish = {
  readonly kind: RefundKind
  /** In whole units: `12,50`. */
  readonly amount: string
  readonly quantities: ReadonlyMap<string, number>
  readonly goods?: GoodsChoice | undefined
}

type Around = {
  /** In minor units. */
  readonly refundable: number
  readonly lines: readonly Line[]
  /** Whether the goods have not left: then it has to be said what becomes of them when all is refunded. */
  readonly isUnsent: boolean
}

/** An amount as people write it, in minor units; nothing when it is none. */
export function amountIn(text: string): number | undefined {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.')
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}

/** What is given back, in minor units; of lines about, since the service rounds. Nothing when it cannot be given back. */
export function refundAmount(wish: RefundWish, { refundable, lines }: Around): number | undefined {
  const amounts: Record<RefundKind, () => number | undefined> = {
    whole: () => refundable,
    part: () => amountIn(wish.amount),
    lines: () => sum(lines.map((line) => shareOf(line, wish.quantities.get(line.sku) ?? 0))),
  }
  const amount = amounts[wish.kind]()
  return amount !== undefined && amount > 0 && amount <= refundable ? amount : undefined
}

const shareOf = ({ gross, quantity }: Line, count: number) =>
  Math.round((gross * Math.min(count, quantity)) / quantity)
const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0)

/** Whether somebody has to say what becomes of the goods. */
export const mustDecideGoods = (wish: RefundWish, around: Around): boolean =>
  around.isUnsent && refundAmount(wish, around) === around.refundable

type Body = RequestOf<typeof createRefund>['body']

/** The body of the operation; nothing as long as the wish is not whole. */
export function refundBody(wish: RefundWish, around: Around, reason: string): Body | undefined {
  const amount = refundAmount(wish, around)
  if (amount === undefined) return undefined
  const decides = mustDecideGoods(wish, around)
  if (decides && !wish.goods) return undefined
  const lines = [...wish.quantities].filter(([, quantity]) => quantity > 0)
  return {
    reason,
    ...(wish.kind === 'part' && { amount }),
    ...(wish.kind === 'lines' && { lines: lines.map(([sku, quantity]) => ({ sku, quantity })) }),
    ...(decides && wish.goods && goodsBody(wish.goods)),
  }
}
