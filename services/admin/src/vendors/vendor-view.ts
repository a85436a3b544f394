import { maskedIban } from '@comptoir/contracts/admin/iban'
import type * as contract from '@comptoir/contracts/admin/vendors/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Vendor } from './stored-vendor.ts'
import { isContracted } from './vendor.ts'

const shownOf = ({ vendorId, vat, trader }: Vendor) => {
  const { name, legalName, phone, email, address, siret, tradeRegister } = trader
  return {
    ...{ vendorId, name, legalName, phone, email, address },
    ...(siret && { siret }),
    ...(tradeRegister && { tradeRegister }),
    ...(vat && { vatId: vat.vatId }),
  }
}

/** What shoppers see. */
export const toTrader = (vendor: Vendor): contract.VendorTrader => ({
  ...shownOf(vendor),
  isSelling: vendor.status === 'approved',
  selfCertified: vendor.trader.selfCertified,
})

/** What the vendor's people and staff see; who of the staff decided is for staff. */
export function toVendor({ data, version }: Document<Vendor>, forStaff: boolean): contract.Vendor {
  const { status, ownerId, vat, trader, history, createdAt, updatedAt } = data
  const { contact, identityProof, selfCertified, payoutAccount } = trader
  const { holder, iban } = payoutAccount
  return {
    ...shownOf(data),
    ...{ status, ownerId, contact, identityProof, selfCertified },
    ...(vat && { vat }),
    payoutAccount: { holder, iban: iban && maskedIban(iban) },
    ...(isContracted(data) && { commissionBps: data.commissionBps }),
    history: history.map(({ by, ...entry }) => (forStaff ? { by, ...entry } : entry)),
    ...{ createdAt, updatedAt, version },
  }
}
