import { listCarriers, quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { carriers } from '../carriers/carriers.ts'
import { carrierViews, quoteOptions } from '../carriers/shipping-rate.ts'

export function addCarrierRoutes(app: ServiceApp): void {
  app.openapi(quoteShipping, (c) =>
    c.json({ options: quoteOptions(carriers, c.req.valid('json')) }, 200),
  )
  app.openapi(listCarriers, (c) => c.json({ carriers: carrierViews(carriers) }, 200))
}
