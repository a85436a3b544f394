import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import { type SavingDeps, saveNow } from './document-saving.ts'

type ConfirmedOrder = Pick<OrderSnapshot, 'orderId' | 'userId' | 'promotions'>

/**
 * An order is confirmed: its uses are final, also those that ran out, were lost, or are over a limit, since it carries what
 * they take off. Answers what they are now; undefined for an order without promotions.
 */
export async function confirmUses(
  deps: SavingDeps,
  { orderId, userId, promotions = [] }: ConfirmedOrder,
) {
  if (promotions.length === 0) return undefined
  const uses = promotions.map(({ promotionId, code, amount }) => ({
    ...{ promotionId, code, amount, limits: {} },
  }))
  const { status } = await deps.redemptions.confirm({ orderId, userId, uses })
  await saveNow(deps, orderId)
  return status
}

/** An order has ended: it gives back what it used. */
export async function releaseUses(deps: SavingDeps, orderId: string): Promise<void> {
  await deps.redemptions.releaseKnown(orderId)
  await saveNow(deps, orderId)
}
