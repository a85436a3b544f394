import {
  getInvoiceTransmission,
  type InvoiceTransmission,
  listInvoiceTransmissions,
  retryInvoiceTransmission,
} from '@comptoir/contracts/billing/transmission-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { referenceOf, retryTransmission } from '../platform/transmission.ts'
import { type Transmission, transmissionKey } from '../platform/transmission-store.ts'

/** How far papers are on their way through the approved platform: for staff. */
export function addTransmissionRoutes(
  app: ServiceApp,
  { transmissions, clock }: Pick<Deps, 'transmissions' | 'clock'>,
): void {
  app.openapi(listInvoiceTransmissions, async (c) => {
    const { status, ...page } = c.req.valid('query')
    const key = transmissionKey(status)
    const { items, ...rest } = await transmissions.list('list', key, { ...page, order: 'desc' })
    return c.json({ items: items.map(viewOf), ...rest }, 200)
  })

  app.openapi(getInvoiceTransmission, async (c) => {
    const transmission = await transmissions.get(c.req.valid('param').documentId)
    if (!transmission) throw refuse('not_found')
    return c.json(viewOf(transmission), 200)
  })

  app.openapi(retryInvoiceTransmission, async (c) => {
    const { documentId } = c.req.valid('param')
    const now = clock().toISOString()
    const again = await transmissions.update(documentId, (data) => retryTransmission(data, now))
    return c.json(viewOf(again), 200)
  })
}

const viewOf = ({ id, data }: Document<Transmission>): InvoiceTransmission => ({
  ...data,
  documentId: id,
  reference: referenceOf(data),
})
