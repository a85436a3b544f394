import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { eventsOf } from '../event.ts'

const event = eventsOf('billing')

const InvoiceFact = z.object({ orderId: z.string(), invoiceId: z.string(), total: Money })
export const InvoiceDrafted = event('InvoiceDrafted', InvoiceFact)
export const InvoiceFinalised = event(
  'InvoiceFinalised',
  InvoiceFact.extend({ number: z.string() }),
)
export const InvoicePdfReady = event(
  'InvoicePdfReady',
  InvoiceFact.extend({ number: z.string(), sha256: z.string() }),
)
export const CreditNoteIssued = event(
  'CreditNoteIssued',
  InvoiceFact.extend({ number: z.string(), creditNoteId: z.string() }),
)
