/** The fields of a postal address. */
export const addressFr = {
  recipient: 'Destinataire',
  company: 'Société',
  line1: 'Adresse',
  line2: 'Complément',
  postalCode: 'Code postal',
  city: 'Ville',
  countryCode: 'Pays, en deux lettres',
  phone: 'Téléphone',
}

export const addressEn: typeof addressFr = {
  recipient: 'Recipient',
  company: 'Company',
  line1: 'Address',
  line2: 'Second line',
  postalCode: 'Postcode',
  city: 'City',
  countryCode: 'Country, in two letters',
  phone: 'Phone',
}
