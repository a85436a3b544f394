import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'

const event = eventsOf('billing')

const InvoiceFact = z.object({ orderId: z.string(), invoiceId: z.string(), total: Money })
export const InvoiceDrafted = event(
  'InvoiceDrafted',
  InvoiceFact,
  'An invoice was drawn up; it has no number yet.',
)
export const InvoiceFinalised = event(
  'InvoiceFinalised',
  InvoiceFact.extend({ number: z.string() }),
  'An invoice got its number and never changes again.',
)
export const InvoicePdfReady = event(
  'InvoicePdfReady',
  InvoiceFact.extend({ number: z.string(), sha256: z.string() }),
  'The PDF of an invoice is stored; `sha256` is the hash of its bytes.',
)
export const CreditNoteIssued = event(
  'CreditNoteIssued',
  InvoiceFact.extend({ number: z.string(), creditNoteId: z.string() }),
  'A credit note was issued on an invoice.',
)
export const TaxRatesChanged = event(
  'TaxRatesChanged',
  z.object({
    /** Whose rates are others now; none when the settings of taxes are. */
    countryCode: z.string().optional(),
  }),
  'A VAT rate was added, changed before it came into force or taken back, or a setting of taxes changed; billing says what they are now.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
