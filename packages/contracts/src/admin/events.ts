import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { VendorStatus } from './vendors/schemas.ts'

const event = eventsOf('admin')

export const SettingsChanged = event(
  'SettingsChanged',
  z.object({
    namespace: z.string(),
    /** Of the namespace; it grows by one with each change. */
    version: z.int(),
    /** All that is set of it now: the rest has its initial value. */
    values: z.record(z.string(), z.unknown()),
  }),
  'Staff changed settings of the shop; they count from now on.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)

/** What a vendor is after the event. Of two events the one with the higher version of the vendor counts. */
const VendorFact = z.object({
  vendorId: z.string(),
  /** The account that applied. */
  ownerId: z.string(),
  status: VendorStatus,
  /** What the shop keeps of its sales, in basis points; none before it was approved. */
  commissionBps: z.int().optional(),
})
export type VendorFact = z.infer<typeof VendorFact>

export const VendorApplied = event('VendorApplied', VendorFact, 'Someone applied to sell.')
export const VendorRejected = event(
  'VendorRejected',
  VendorFact,
  'Staff rejected an application to sell.',
)
export const VendorApproved = event(
  'VendorApproved',
  VendorFact,
  'Staff approved a vendor: its products may be sold from now on.',
)
export const VendorSuspended = event(
  'VendorSuspended',
  VendorFact,
  'Staff suspended a vendor: nothing of it is sold until it is reinstated.',
)
export const VendorReinstated = event(
  'VendorReinstated',
  VendorFact,
  'A suspended vendor sells again.',
)
export const VendorClosed = event(
  'VendorClosed',
  VendorFact,
  'The contract with a vendor ended: nothing of it is sold any more.',
)
export const VendorCommissionChanged = event(
  'VendorCommissionChanged',
  VendorFact,
  'The shop keeps another share of a vendor’s sales from now on.',
)
export const VendorDetailsChanged = event(
  'VendorDetailsChanged',
  VendorFact,
  'What shoppers read of who sells changed: admin says what it is.',
)

const PayoutFact = z.object({
  vendorId: z.string(),
  payoutId: z.string(),
  amount: Money,
})
export const VendorPayoutPaid = event(
  'VendorPayoutPaid',
  PayoutFact.extend({ reference: z.string().describe('How staff call the transfer.') }),
  'Staff paid a vendor what its ledger came to.',
)
export const VendorPayoutReversed = event(
  'VendorPayoutReversed',
  PayoutFact.extend({ reason: z.string() }),
  'A payout to a vendor came back: its amount is on the ledger again.',
)
