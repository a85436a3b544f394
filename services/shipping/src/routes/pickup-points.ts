import {
  choosePickupPoint,
  readPickupPoint,
  searchPickupPoints,
} from '@comptoir/contracts/shipping/pickup-routes'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { decideChoice } from '../pickup/pickup-choice.ts'

type PickupDeps = Pick<Deps, 'pickupNetwork' | 'tariffs' | 'clock'>

/** Pickup points for shop fronts, and the choice of one for an order. */
export function addPickupRoutes(
  app: ServiceApp,
  { pickupNetwork, tariffs, clock }: PickupDeps,
): void {
  app.openapi(searchPickupPoints, async (c) => {
    const points = await pickupNetwork.search(c.req.valid('query'))
    return c.json({ points }, 200)
  })

  app.openapi(readPickupPoint, async (c) => {
    const point = await pickupNetwork.get(c.req.valid('param').pointId)
    if (!point) throw refuse('not_found')
    return c.json(point, 200)
  })

  app.openapi(choosePickupPoint, async (c) => {
    const choice = c.req.valid('json')
    const [book, point] = await Promise.all([tariffs.current(), pickupNetwork.get(choice.pointId)])
    return c.json(decideChoice(book, choice, { point, today: parisDayOf(clock()) }), 200)
  })
}
