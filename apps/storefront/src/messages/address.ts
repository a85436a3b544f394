import type { Locale } from './messages.ts'

const fr = {
  fields: {
    recipient: 'Nom et prénom',
    company: 'Société (facultatif)',
    line1: 'Adresse',
    line2: 'Bâtiment, étage (facultatif)',
    postalCode: 'Code postal',
    city: 'Ville',
    countryCode: 'Pays',
    phone: 'Téléphone',
  },
  phoneHint: 'Pour le transporteur, et demandé pour un point de retrait.',
  faults: {
    too_long: 'Trop long pour l’étiquette du transporteur : 38 caractères par ligne.',
    too_many_lines: 'L’adresse a trop de lignes pour l’étiquette du transporteur.',
    latin_required: 'À écrire en lettres latines.',
    not_printable: 'Ce texte ne peut pas être imprimé.',
    unsold_country: 'Nous ne livrons pas dans ce pays.',
  } as Record<string, string>,
  required: 'À remplir.',
  wrong: 'À revoir.',
  fix: 'Quelques champs sont à revoir :',
}

type AddressMessages = typeof fr

const en: AddressMessages = {
  fields: {
    recipient: 'Full name',
    company: 'Company (optional)',
    line1: 'Address',
    line2: 'Building, floor (optional)',
    postalCode: 'Postal code',
    city: 'City',
    countryCode: 'Country',
    phone: 'Phone',
  },
  phoneHint: 'For the carrier, and needed for a pickup point.',
  faults: {
    too_long: 'Too long for the label of the carrier: 38 characters a line.',
    too_many_lines: 'The address has too many lines for the label of the carrier.',
    latin_required: 'To be written in Latin letters.',
    not_printable: 'This text cannot be printed.',
    unsold_country: 'We do not deliver to this country.',
  },
  required: 'To be filled in.',
  wrong: 'Needs another look.',
  fix: 'Some fields need another look:',
}

/** The texts of addresses, wherever one is typed. */
export const addressMessages = (locale: Locale): AddressMessages => (locale === 'en' ? en : fr)
