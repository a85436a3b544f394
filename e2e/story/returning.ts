import { expect } from 'vitest'
import { mailTo } from '../src/mailbox.ts'
import { onHand, type Shopper } from '../src/shopper.ts'
import { type Returned, returnOne } from '../src/shopping/returns.ts'
import type { Stage } from './stage.ts'

type Order = { readonly orderId: string; readonly number: string; readonly sku: string }

/** One piece of two goes back: its money without what the coupon took off, its paper, its place on the shelf. */
export async function memberReturnsHalf(
  { api, platform, staff }: Stage,
  { email, token }: Shopper,
  { orderId, number, sku }: Order,
): Promise<Returned> {
  const before = (await onHand(api, staff, sku)).onHand
  const ended = await returnOne(api, { staff, token, orderId, sku })
  expect(ended.refund).toMatchObject({ amount: { amount: 1_800 }, status: 'succeeded' })
  expect((await onHand(api, staff, sku)).onHand).toBe(before + 1)
  await mailTo(platform, email, new RegExp(`^Commande ${number}.*remboursé`))
  return ended
}
