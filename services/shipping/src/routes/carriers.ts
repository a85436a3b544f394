import { listCarriers, quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { carriers } from '../carriers/carriers.ts'
import { carrierViews, quoteOptions } from '../carriers/shipping-rate.ts'
import { deliveryWindow } from '../delivery-dates/delivery-window.ts'
import type { Deps } from '../deps.ts'

type CarrierDeps = Pick<Deps, 'clock' | 'dispatching'>

export function addCarrierRoutes(app: ServiceApp, { clock, dispatching }: CarrierDeps): void {
  app.openapi(quoteShipping, (c) => {
    const now = clock()
    const options = quoteOptions(carriers, c.req.valid('json')).map((option) => ({
      ...option,
      delivery: deliveryWindow(option.deliveryDays, dispatching, now),
    }))
    return c.json({ options }, 200)
  })
  app.openapi(listCarriers, (c) => c.json({ carriers: carrierViews(carriers) }, 200))
}
