/** What a trial of a promotion says. */
export const trialFr = {
  help: 'Un panier d’essai est ouvert comme par un visiteur, puis supprimé. Seule une promotion publiée s’applique.',
  lines: 'Articles',
  linesHelp: 'Une référence par ligne, suivie du nombre : LAMPE-1 2',
  code: 'Code',
  country: 'Pays (code)',
  postalCode: 'Code postal',
  email: 'E-mail du client',
  method: 'Paiement',
  run: 'Essayer',
  applies: (amount: string) => `La promotion s’applique : ${amount} en moins.`,
  appliesNot: 'La promotion ne s’applique pas à ce panier.',
  why: (code: string, reason: string) => `${code} : ${reason}`,
  unknownCode:
    'Aucun client n’a ce code : il est faux, révoqué, ou sa promotion n’est pas publiée.',
  degraded: 'Le service des promotions ne répond pas : les prix sont ceux d’avant remise.',
  applied: 'Promotions appliquées',
  others: 'Aucune promotion.',
  total: 'Total',
  discount: 'Remises',
  shipping: 'Livraison',
}

export type TrialTexts = typeof trialFr

export const trialEn = {
  help: 'A trial cart is opened as by a visitor, then deleted. Only a published promotion applies.',
  lines: 'Items',
  linesHelp: 'One SKU a line, followed by how many: LAMP-1 2',
  code: 'Code',
  country: 'Country (code)',
  postalCode: 'Postal code',
  email: 'Email of the customer',
  method: 'Payment',
  run: 'Try',
  applies: (amount) => `The promotion applies: ${amount} off.`,
  appliesNot: 'The promotion does not apply to this cart.',
  why: (code, reason) => `${code}: ${reason}`,
  unknownCode: 'No customer has this code: it is wrong, revoked, or its promotion not published.',
  degraded: 'The promotions service does not answer: prices are those before reductions.',
  applied: 'Promotions applied',
  others: 'No promotions.',
  total: 'Total',
  discount: 'Discounts',
  shipping: 'Delivery',
} satisfies TrialTexts
