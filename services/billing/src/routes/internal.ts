import { cancelInvoice, readInvoiceOutcome } from '@comptoir/contracts/billing/routes'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { outcomeOf } from '../invoice/invoice-view.ts'

type InternalDeps = Pick<Deps, 'invoices' | 'invoicing'>

/** What the order saga asks of billing. */
export function addInternalRoutes(app: ServiceApp, { invoices, invoicing }: InternalDeps): void {
  app.openapi(readInvoiceOutcome, async (c) => {
    const { invoiceId } = c.req.valid('param')
    return c.json(outcomeOf(invoiceId, (await invoices.get(invoiceId))?.data), 200)
  })

  app.openapi(cancelInvoice, async (c) => {
    const { invoiceId } = c.req.valid('param')
    const { orderId, reason } = c.req.valid('json')
    if (invoiceId !== invoiceIdOf(orderId)) {
      throw refuse('invalid_request', 'the invoice is not of this order')
    }
    return c.json(outcomeOf(invoiceId, (await invoicing.cancel(orderId, reason)).data), 200)
  })
}
