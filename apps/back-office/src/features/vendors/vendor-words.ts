import type { VendorPayoutStatus } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import type { VendorStatus } from '@comptoir/contracts/admin/vendors/schemas'
import { vendorMoneyEn, vendorMoneyFr } from '../../messages/vendors/vendor-money.ts'
import { vendorOrdersEn, vendorOrdersFr } from '../../messages/vendors/vendor-orders.ts'
import { vendorsEn, vendorsFr } from '../../messages/vendors/vendors.ts'
import { useWords } from '../../office.tsx'
import type { StatusTone } from '../../ui/status-badge.tsx'

export const useVendorWords = () => useWords({ fr: vendorsFr, en: vendorsEn })
export const useMoneyWords = () => useWords({ fr: vendorMoneyFr, en: vendorMoneyEn })
export const useVendorOrderWords = () => useWords({ fr: vendorOrdersFr, en: vendorOrdersEn })

/** What a state of a vendor asks of the staff. */
export const vendorTones: Readonly<Record<VendorStatus, StatusTone>> = {
  applied: 'attention',
  under_review: 'attention',
  rejected: 'ended',
  approved: 'good',
  suspended: 'bad',
  closed: 'ended',
}

/** What a state of a payout asks of the staff. */
export const payoutTones: Readonly<Record<VendorPayoutStatus, StatusTone>> = {
  draft: 'attention',
  paid: 'good',
  cancelled: 'ended',
  reversed: 'bad',
}
