import * as routes from '@comptoir/contracts/billing/tax-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { approveVatId, viewVatId } from '../vat-ids/vat-id-approval.ts'

type VatIdDeps = Pick<Deps, 'clock' | 'checkVatId' | 'approvals'>

/** Whether VAT ids are valid: for carts and orders; staff vouch for one while VIES cannot be asked. */
export function addVatIdRoutes(app: ServiceApp, deps: VatIdDeps): void {
  app.openapi(routes.checkVatId, async (c) =>
    c.json(await deps.checkVatId(c.req.valid('json').vatId), 200),
  )

  app.openapi(routes.readVatIdStatus, async (c) =>
    c.json(await viewVatId(deps, c.req.valid('param').vatId), 200),
  )

  app.openapi(routes.approveVatId, async (c) => {
    const { reason } = c.req.valid('json')
    const approval = { by: currentUser(c).id, at: deps.clock().toISOString(), reason }
    return c.json(await approveVatId(deps, c.req.valid('param').vatId, approval), 200)
  })
}
