import type { Seller } from '@comptoir/contracts/billing/schemas'
import type { Address } from '@comptoir/contracts/common'
import type { BilledOrder } from '../invoice/billed-order.ts'
import type { Party, PostalAddress } from './e-invoice.ts'

/** The seller; its settings have lines of an address, of which the one with the postal code is told apart. */
export function sellerParty(seller: Seller): Party {
  const { name, legalForm, rcs, vatNumber, email, phone } = seller
  const vatId = compact(vatNumber)
  return {
    ...{ name, vatId, siren: compact(seller.siren), legalNotice: `${legalForm}, ${rcs}` },
    address: addressOf(seller.address, countryOf(vatId)),
    contact: { name, email, phone },
  }
}

/** A business by its name and numbers, anybody else by the name only. What the paper does not show is not here either. */
export function buyerParty({ billingAddress, tax }: BilledOrder): Party {
  const { company, recipient } = billingAddress
  const vatId = tax?.buyerVat?.vatId
  return {
    name: company ?? recipient,
    address: postalAddress(billingAddress),
    vatId: vatId && compact(vatId),
    siren: vatId && sirenOf(compact(vatId)),
  }
}

export function postalAddress(address: Address): PostalAddress {
  const { line1, line2, line3, postalCode, city, countryCode } = address
  return { line1, line2, line3, postalCode, city, countryCode }
}

const compact = (written: string) => written.replace(/[\s.-]/g, '')

/** The French VAT id is made of two characters and the SIREN. */
const sirenOf = (vatId: string) => /^FR..(\d{9})$/.exec(vatId)?.[1]

/** Greece writes `EL` before its VAT ids. */
const countryOf = (vatId: string) => vatId.slice(0, 2).replace('EL', 'GR')

function addressOf(lines: readonly string[], countryCode: string): PostalAddress {
  const at = lines.findIndex((line) => /^\d{4,6} \S/.test(line))
  const street = at === -1 ? lines : lines.slice(0, at)
  const [postalCode, ...city] = lines[at]?.split(' ') ?? []
  const [line1, line2, line3] = street
  return { line1, line2, line3, postalCode, city: city.join(' ') || undefined, countryCode }
}
