import { type SavingDeps, saveNow } from './document-saving.ts'
import { redemptionOf } from './redemption.ts'

/**
 * An order is confirmed: its uses are final, also those whose time ran out and over their limits, since it carries what they
 * take off. Answers what they are; undefined for an order without any.
 */
export async function confirmUses(
  deps: SavingDeps,
  { orderId, userId }: { readonly orderId: string; readonly userId: string },
) {
  const { redemptions } = deps
  const record = await redemptions.read(orderId)
  const redemption = record && redemptionOf(record)
  if (!redemption) return record?.status
  const uses = redemption.uses.map((use) => ({ ...use, limits: {} }))
  const { status } = await redemptions.confirm({ orderId, userId, uses })
  await saveNow(deps, orderId)
  return status
}

/** An order has ended: it gives back what it used. */
export async function releaseUses(deps: SavingDeps, orderId: string): Promise<void> {
  await deps.redemptions.releaseKnown(orderId)
  await saveNow(deps, orderId)
}
