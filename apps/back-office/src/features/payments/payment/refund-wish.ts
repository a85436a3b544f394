import type { Order } from '@comptoir/contracts/orders/view'
import type { createRefund } from '@comptoir/contracts/payments/routes'
import type { RequestOf } from '@comptoir/contracts/platform/operation-types'
import { type GoodsChoice, goodsBody } from '../../../ui/refunds/goods.ts'

export const refundKinds = ['whole', 'part'] as const
export type RefundKind = (typeof refundKinds)[number]

/** A refund as somebody fills it in, without looking at the goods. */
export type RefundWish = {
  readonly kind: RefundKind
  /** Of a part, in minor units. */
  readonly part: number | null
  readonly goods?: GoodsChoice | undefined
  /** What names the money that was given back by other means. */
  readonly outside: string
}

export const emptyWish: RefundWish = { kind: 'whole', part: null, outside: '' }

/** What is given back, in minor units; nothing when it is more than can be, or none. */
export function amountOf({ kind, part }: RefundWish, refundable: number): number | undefined {
  const amount = kind === 'whole' ? refundable : (part ?? 0)
  return amount > 0 && amount <= refundable ? amount : undefined
}

const ended: readonly Order['status'][] = ['rejected', 'expired', 'cancelled']

/** Whether the goods of an order are still here: then a whole refund has to say what becomes of them. */
export const isUnsent = ({ status, parcels }: Pick<Order, 'status' | 'parcels'>): boolean =>
  !ended.includes(status) && parcels.every(({ handedOverAt }) => handedOverAt === undefined)

type Body = RequestOf<typeof createRefund>['body']
type Around = {
  readonly refundable: number
  /** Whether somebody has to say what becomes of the goods when all is given back. */
  readonly decidesGoods: boolean
  readonly reason: string
}

/** The body of the operation; nothing as long as the wish is not whole. */
export function refundBody(wish: RefundWish, around: Around): Body | undefined {
  const amount = amountOf(wish, around.refundable)
  const decides = around.decidesGoods && amount === around.refundable
  if (amount === undefined || (decides && !wish.goods)) return undefined
  const reference = wish.outside.trim()
  return {
    reason: around.reason,
    ...(wish.kind === 'part' && { amount }),
    ...(decides && wish.goods && goodsBody(wish.goods)),
    ...(reference !== '' && { outside: { reference } }),
  }
}
