import type { replaceVendorDetails } from '@comptoir/contracts/admin/vendors/routes'
import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import type { RequestOf } from '@comptoir/contracts/platform/operation-types'

export type DetailsBody = RequestOf<typeof replaceVendorDetails>['body']
type IdentityKind = DetailsBody['identityProof']['kind']

export const identityKinds = [
  ...(['identity_card', 'passport', 'residence_permit', 'electronic_identification'] as const),
] satisfies readonly IdentityKind[]

/** The details of a vendor as a form has them. */
export type DetailsValues = {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly line1: string
  readonly line2: string
  readonly postalCode: string
  readonly city: string
  readonly countryCode: string
  readonly contactName: string
  readonly contactEmail: string
  readonly contactPhone: string
  readonly legalName: string
  readonly siret: string
  readonly registerName: string
  readonly registerNumber: string
  readonly vatId: string
  readonly identityKind: string
  readonly identityReference: string
  readonly holder: string
  /** Of a new account; the one that there is shows its ends only, and stays when this is empty. */
  readonly iban: string
}

/** What a vendor changes of itself while it has a contract; the rest staff change, after they checked it. */
export const ownFields = [
  ...(['name', 'phone', 'email', 'line1', 'line2', 'postalCode', 'city', 'countryCode'] as const),
  ...(['contactName', 'contactEmail', 'contactPhone'] as const),
] satisfies readonly (keyof DetailsValues)[]

export const verifiedFields = [
  ...(['legalName', 'siret', 'registerName', 'registerNumber', 'vatId'] as const),
  ...(['identityKind', 'identityReference', 'holder', 'iban'] as const),
] satisfies readonly (keyof DetailsValues)[]

export function detailsOf(vendor: Vendor): DetailsValues {
  const { name, phone, email, address, contact, legalName, tradeRegister, identityProof } = vendor
  const { line1, line2 = '', postalCode, city, countryCode } = address
  return {
    ...{ name, phone, email, line1, line2, postalCode, city, countryCode, legalName },
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone ?? '',
    siret: vendor.siret ?? '',
    registerName: tradeRegister?.name ?? '',
    registerNumber: tradeRegister?.number ?? '',
    vatId: vendor.vatId ?? '',
    identityKind: identityProof.kind,
    identityReference: identityProof.reference,
    holder: vendor.payoutAccount.holder,
    iban: '',
  }
}

/** The body of the operation: what is empty is left out. */
export function detailsBody(values: DetailsValues): DetailsBody {
  const { name, legalName, phone, email, line1, line2, postalCode, city, countryCode } = values
  const { siret, vatId, registerName, registerNumber, holder, iban, contactPhone } = values
  return {
    ...{ name, legalName, phone, email, selfCertified: true },
    address: { line1, ...(line2 && { line2 }), postalCode, city, countryCode },
    contact: {
      name: values.contactName,
      email: values.contactEmail,
      ...(contactPhone && { phone: contactPhone }),
    },
    ...(siret && { siret }),
    ...(vatId && { vatId }),
    ...((registerName || registerNumber) && {
      tradeRegister: { name: registerName, number: registerNumber },
    }),
    identityProof: {
      kind: values.identityKind as IdentityKind,
      reference: values.identityReference,
    },
    payoutAccount: { holder, ...(iban && { iban }) },
  }
}

const paths: Readonly<Record<string, keyof DetailsValues>> = {
  'contact.name': 'contactName',
  'contact.email': 'contactEmail',
  'contact.phone': 'contactPhone',
  'tradeRegister.name': 'registerName',
  'tradeRegister.number': 'registerNumber',
  'identityProof.kind': 'identityKind',
  'identityProof.reference': 'identityReference',
  'payoutAccount.holder': 'holder',
  'payoutAccount.iban': 'iban',
}

/** The field of the form that a refusal names. */
export const fieldOf = (path: string): string => paths[path] ?? path.replace(/^address\./, '')
