import { emailKeyOf } from '@comptoir/contracts/email'
import { isGuestId } from '@comptoir/contracts/ids'
import {
  confirmRedemptions,
  reserveRedemptions,
} from '@comptoir/contracts/promotions/internal-routes'
import type { RefusedPromotion } from '@comptoir/contracts/promotions/schemas'
import type { Order } from '../../order/order.ts'
import type { ActivityDeps } from './deps.ts'

/** What an order redeems: its promotions, or why one of them is refused. An order without any asks nobody. */
export type RedemptionSteps = {
  reserveRedemptions(order: Order, holdSeconds: number): Promise<RefusedPromotion[] | undefined>
  confirmRedemptions(order: Order): Promise<RefusedPromotion[] | undefined>
}

export function createRedemptionSteps({
  promotions,
}: Pick<ActivityDeps, 'promotions'>): RedemptionSteps {
  return {
    async reserveRedemptions(order, holdSeconds) {
      const redeemed = redemptionsOf(order)
      if (!redeemed) return undefined
      const { params, body } = redeemed
      const asked = { params, body: { ...body, holdSeconds } }
      return refusalsOf(await promotions(reserveRedemptions, asked))
    },
    async confirmRedemptions(order) {
      const redeemed = redemptionsOf(order)
      return redeemed && refusalsOf(await promotions(confirmRedemptions, redeemed))
    },
  }
}

/** A guest is counted by email, so that the next order of the same guest counts too. */
const redeemerOf = ({ userId, guestId, email }: Order): string =>
  guestId !== undefined || isGuestId(userId) ? emailKeyOf(email) : userId

function redemptionsOf(order: Order) {
  const { orderId, promotions = [] } = order
  if (promotions.length === 0) return undefined
  const redemptions = promotions.map(({ promotionId, code, amount }) => ({
    ...{ promotionId, amount, ...(code !== undefined && { code }) },
  }))
  return { params: { orderId }, body: { userId: redeemerOf(order), redemptions } }
}

type Outcome = { readonly status: string; readonly refusals?: RefusedPromotion[] | undefined }

/** Redemptions that were given back cannot be made again: their order has ended. */
function refusalsOf({ status, refusals = [] }: Outcome): RefusedPromotion[] | undefined {
  return status === 'refused' || status === 'released' ? refusals : undefined
}
