import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import { createVendorCommands } from '../src/vendors/vendor-commands.ts'
import { createSiretClaims, createVendors } from '../src/vendors/vendor-store.ts'

/** An application of a company of France. */
export const atelier = {
  name: 'Atelier Durand',
  legalName: 'Durand SARL',
  address: { line1: '3 rue des Arts', postalCode: '69001', city: 'Lyon', countryCode: 'FR' },
  phone: '+33 4 72 00 00 00',
  email: 'bonjour@atelier-durand.example',
  contact: { name: 'Camille Durand', email: 'camille@atelier-durand.example' },
  siret: '123 456 782 00002',
  tradeRegister: { name: 'RCS Lyon', number: '123 456 782' },
  vatId: 'FR11123456782',
  identityProof: { kind: 'identity_card', reference: 'safe/2026/0012' },
  payoutAccount: { holder: 'Durand SARL', iban: 'FR76 3000 6000 0112 3456 7890 189' },
  selfCertified: true,
}

/** Vendors over a store, with a register of VAT ids that answers what `vies` says. */
export function createVendorTwin(store: Store, time: { nowMs: number }) {
  const vies: { status: BuyerVat['status'] | 'invalid' } = { status: 'valid' }
  const checkVat = async (vatId: string): Promise<BuyerVat> => {
    const { status } = vies
    if (status === 'unchecked') return { vatId, status }
    if (status === 'valid') return { vatId: vatId.replaceAll(' ', '').toUpperCase(), status }
    const errors = [{ field: 'vatId', code: 'invalid_vat_id', message: 'unknown' }]
    throw refuse('invalid_request', 'unknown', { errors })
  }
  const vendors = createVendors(store)
  const siretClaims = createSiretClaims(store)
  const clock = () => new Date(time.nowMs)
  const vendorCommands = createVendorCommands({ vendors, siretClaims, checkVat, clock })
  return { vendors, siretClaims, vendorCommands, vies, clock }
}
