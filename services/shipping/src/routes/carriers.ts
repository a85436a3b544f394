import { listCarriers, quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { deliveryWindow } from '../delivery-dates/delivery-window.ts'
import type { Deps } from '../deps.ts'
import { carrierViews, quoteOptions } from '../tariffs/shipping-rate.ts'

type CarrierDeps = Pick<Deps, 'clock' | 'dispatching' | 'tariffs' | 'pickupNetwork'>

export function addCarrierRoutes(
  app: ServiceApp,
  { clock, dispatching, tariffs, pickupNetwork }: CarrierDeps,
): void {
  app.openapi(quoteShipping, async (c) => {
    const now = clock()
    const { isNamed, isAway } = pickupNetwork
    const options = quoteOptions(await tariffs.current(), c.req.valid('json'))
      .filter(({ kind }) => kind !== 'pickup' || isNamed)
      .map((option) => ({
        ...option,
        delivery: deliveryWindow(option.deliveryDays, dispatching, now),
        ...(option.kind === 'pickup' && isAway() && { unavailable: true }),
      }))
    return c.json({ options }, 200)
  })
  app.openapi(listCarriers, async (c) =>
    c.json({ carriers: carrierViews(await tariffs.current()) }, 200),
  )
}
