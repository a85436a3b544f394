import {
  confirmRedemptions,
  evaluateCart,
  type RedemptionOutcome,
  readAutomaticPromotions,
  releaseRedemptions,
  reserveRedemptions,
} from '@comptoir/contracts/promotions/internal-routes'
import type { z } from 'zod'
import { answer, clientTwin } from './client-twin.ts'
import type { Shop } from './shop.ts'

type Outcome = z.infer<typeof RedemptionOutcome>

/** Promotions by a rule that tests change, of which `shop.uses` are left; each order redeems once. */
export function promotionsTwin(shop: Shop) {
  const isHeld = ({ status }: Outcome) => status === 'reserved' || status === 'confirmed'
  function redeem(orderId: string, promotionId: string, status: 'reserved' | 'confirmed'): Outcome {
    const known = shop.redemptions.get(orderId)
    if (known?.status === 'released') return known
    if (!known) {
      if (shop.uses === 0) {
        return { status: 'refused', refusals: [{ promotionId, reason: 'used_up' }] }
      }
      shop.uses -= 1
    }
    const outcome: Outcome = { status: known?.status === 'confirmed' ? 'confirmed' : status }
    shop.redemptions.set(orderId, outcome)
    return outcome
  }
  const promotions = clientTwin('promotions', shop, [
    answer(readAutomaticPromotions, () => ({ any: false })),
    answer(evaluateCart, ({ body }) => ({
      ...{ lines: [], shipping: [], applied: [], rejected: [] },
      ...shop.promote(body as Parameters<Shop['promote']>[0]),
    })),
    answer(reserveRedemptions, ({ params, body }) =>
      redeem(params.orderId, body.redemptions[0]?.promotionId ?? '', 'reserved'),
    ),
    answer(confirmRedemptions, ({ params, body }) =>
      redeem(params.orderId, body.redemptions[0]?.promotionId ?? '', 'confirmed'),
    ),
    answer(releaseRedemptions, ({ params: { orderId } }) => {
      const known = shop.redemptions.get(orderId)
      if (known && isHeld(known)) shop.uses += 1
      const released: Outcome = { status: 'released' }
      shop.redemptions.set(orderId, released)
      return released
    }),
  ])
  return { promotions }
}
