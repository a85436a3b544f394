import { erasedEmail } from '@comptoir/contracts/erasure'
import type { Trader, Vendor } from './stored-vendor.ts'

const erased = 'erased'

/**
 * Takes out whom the shop talks to, once: the vendor may name somebody else. Who trades stays, as long as the law has it kept. The
 * same vendor when that is done.
 */
export function eraseContact(vendor: Vendor, at: string): Vendor {
  if (vendor.contactErasedAt) return vendor
  const contact = { name: erased, email: erasedEmail(vendor.ownerId) }
  return { ...vendor, trader: { ...vendor.trader, contact }, contactErasedAt: at }
}

/** Takes out all details of a closed vendor; id, commission and what was decided stay for the books. */
export function eraseDetails(vendor: Vendor, at: string): Vendor {
  if (vendor.status !== 'closed' || vendor.erasedAt) return vendor
  const { vat: _, ...rest } = vendor
  return { ...rest, trader: nobody(vendor), erasedAt: at }
}

const nobody = ({ ownerId, trader }: Vendor): Trader => ({
  ...{ name: erased, legalName: erased, phone: erased, email: erasedEmail(ownerId) },
  address: {
    ...{ line1: erased, city: erased, postalCode: trader.address.postalCode.slice(0, 2) },
    countryCode: trader.address.countryCode,
  },
  contact: { name: erased, email: erasedEmail(ownerId) },
  identityProof: { kind: erased, reference: erased },
  payoutAccount: { holder: erased, iban: '' },
  selfCertified: trader.selfCertified,
})
