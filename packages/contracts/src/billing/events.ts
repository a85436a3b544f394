import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { defineEvent } from '../event.ts'

const InvoiceFact = z.object({ orderId: z.string(), invoiceId: z.string(), total: Money })
export const InvoiceDrafted = defineEvent('billing', 'InvoiceDrafted', InvoiceFact)
export const InvoiceFinalised = defineEvent(
  'billing',
  'InvoiceFinalised',
  InvoiceFact.extend({ number: z.string() }),
)
export const InvoicePdfReady = defineEvent(
  'billing',
  'InvoicePdfReady',
  InvoiceFact.extend({ number: z.string(), sha256: z.string() }),
)
export const CreditNoteIssued = defineEvent(
  'billing',
  'CreditNoteIssued',
  InvoiceFact.extend({ number: z.string(), creditNoteId: z.string() }),
)
