import type { PromotionStatistics } from '@comptoir/contracts/promotions/redemption-routes'
import type { AppliedPromotion } from '@comptoir/contracts/promotions/schemas'
import type { Discrepancy } from '../discrepancy.ts'
import type { OrderFile } from '../order-file.ts'
import type { Books } from '../read-books.ts'

/** The promotions of an order against what it redeemed, and against what its lines are reduced by. */
export function promotionFaults({ order, stage, redemption }: OrderFile): string[] {
  // an edit takes off less, and the use stays what it was
  const has = usesOf((order.placed ?? order).promotions)
  const status = redemption?.status ?? 'unknown'
  const counts = status === 'reserved' || status === 'confirmed'
  const isLive = stage === 'confirmed' || stage === 'fulfilled'
  const fits = isLive ? status === 'confirmed' || has === none : stage === 'open' || !counts
  const redeemed = counts ? usesOf(redemption?.redemptions) : has
  return [
    ...(fits ? [] : [`${order.status}, but its promotions are ${status}`]),
    ...(has === redeemed ? [] : [`has ${has}, and redeemed ${redeemed}`]),
    ...reductionFaults(order),
  ]
}

const none = 'none'

type Use = Pick<AppliedPromotion, 'promotionId' | 'code' | 'amount'>

const usesOf = (uses: readonly Use[] = []): string =>
  uses
    .map(({ promotionId, code, amount }) =>
      [promotionId, ...(code ? [code] : []), amount.amount, amount.currency].join(' '),
    )
    .toSorted()
    .join(', ') || none

/** What each promotion takes off is what the lines and the shipping are reduced by for it. */
function reductionFaults({ promotions = [], lines, shippingLine }: OrderFile['order']): string[] {
  const sums = new Map(promotions.map(({ promotionId, amount }) => [promotionId, -amount.amount]))
  const discounts = [...lines, shippingLine].flatMap((reduced) => reduced?.discounts ?? [])
  for (const { promotionId, amount } of discounts)
    sums.set(promotionId, (sums.get(promotionId) ?? 0) + amount.amount)
  return [...sums].flatMap(([promotionId, sum]) =>
    sum === 0 ? [] : [`lines and shipping are reduced by ${sum} more than ${promotionId} says`],
  )
}

/** What promotions count is what orders redeemed: uses and amounts, confirmed and reserved. */
export function countFaults({ redemptions, promotions }: Books): Discrepancy[] {
  return promotions.flatMap((counted) => {
    const { promotionId } = counted
    const found = (['confirmed', 'reserved'] as const).flatMap((status) => {
      const uses = redemptions
        .filter((order) => order.status === status)
        .flatMap((order) => order.redemptions)
        .filter((use) => use.promotionId === promotionId)
      const orders = [uses.length, ...sumsOf(uses.map(({ amount }) => amount))].join(', ')
      const counts = [counted[status], ...sumsOf(amountsOf(counted, status))].join(', ')
      return orders === counts ? [] : [`${counts} ${status}, but orders have ${orders}`]
    })
    return found.map((what) => ({ rule: 'promotions', subject: promotionId, what }))
  })
}

const amountsOf = (
  { confirmedAmounts, reservedAmounts }: PromotionStatistics,
  status: 'confirmed' | 'reserved',
) => (status === 'confirmed' ? confirmedAmounts : reservedAmounts)

/** `500 EUR` for each currency. */
function sumsOf(amounts: readonly Use['amount'][]): string[] {
  const byCurrency = Map.groupBy(amounts, ({ currency }) => currency)
  return [...byCurrency]
    .map(([currency, own]) => [own.reduce((sum, { amount }) => sum + amount, 0), currency] as const)
    .filter(([sum]) => sum !== 0)
    .map((pair) => pair.join(' '))
    .toSorted()
}
