import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { VendorDetails } from '@comptoir/contracts/admin/vendors/schemas'
import { describe, expect, it } from 'vitest'
import { detailsBody, detailsOf, fieldOf, ownFields, verifiedFields } from './details-values.ts'

const at = '2026-11-30T10:00:00.000Z'
const vendor: Vendor = {
  ...{ vendorId: 'ven_1', name: 'Atelier Durand', legalName: 'Durand SARL', ownerId: 'usr_1' },
  address: { line1: '3 rue des Arts', postalCode: '69001', city: 'Lyon', countryCode: 'FR' },
  ...{ phone: '+33 4 72 00 00 00', email: 'bonjour@atelier-durand.example' },
  contact: { name: 'Camille Durand', email: 'camille@atelier-durand.example' },
  siret: '12345678200002',
  tradeRegister: { name: 'RCS Lyon', number: '123 456 782' },
  identityProof: { kind: 'identity_card', reference: 'safe/2026/0012' },
  payoutAccount: { holder: 'Durand SARL', iban: 'FR76 … 189' },
  ...{ selfCertified: true, status: 'approved', commissionBps: 1_200, history: [] },
  ...{ createdAt: at, updatedAt: at, version: 3 },
}

describe('the details of a vendor', () => {
  it('are sent as they were read, without the account that only shows its ends', () => {
    const body = detailsBody(detailsOf(vendor))
    expect(VendorDetails.safeParse(body).success).toBe(true)
    expect(body).toMatchObject({
      ...{ name: 'Atelier Durand', address: vendor.address, contact: vendor.contact },
      payoutAccount: { holder: 'Durand SARL' },
    })
    expect(body.payoutAccount).not.toHaveProperty('iban')
    expect(body).not.toHaveProperty('vatId')
  })

  it('leave out what is emptied', () => {
    const emptied = { ...detailsOf(vendor), registerName: '', registerNumber: '' }
    expect(detailsBody(emptied)).not.toHaveProperty('tradeRegister')
  })

  it('are each of the vendor itself or verified', () => {
    expect([...ownFields, ...verifiedFields].toSorted()).toEqual(
      Object.keys(detailsOf(vendor)).toSorted(),
    )
  })
})

it.each([
  ['address.city', 'city'],
  ['contact.email', 'contactEmail'],
  ['payoutAccount.iban', 'iban'],
  ['siret', 'siret'],
])('a refusal of %s stands at %s', (path, field) => expect(fieldOf(path)).toBe(field))
