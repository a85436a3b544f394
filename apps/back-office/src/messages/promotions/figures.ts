/** What the uses of a promotion say. */
export const figureFr = {
  title: 'Utilisations',
  confirmed: 'Payées',
  reserved: 'Attendent leur paiement',
  released: 'Rendues',
  usesLeft: 'Encore possibles',
  budgetLeft: 'Reste du budget',
  count: 'Nombre',
  cost: 'Coût',
  lookUp: 'Ce que des commandes ont utilisé',
  orderIds: 'Identifiants de commande',
  orderIdsHelp: 'Un par ligne, ou séparés par des espaces ; 200 au plus.',
  look: 'Chercher',
  none: 'Aucune de ces commandes n’a utilisé de promotion.',
  order: 'Commande',
  state: 'État',
  used: 'Utilisé',
  statuses: {
    reserved: 'réservée',
    confirmed: 'payée',
    released: 'rendue',
    expired: 'expirée',
  },
}

export type FigureTexts = typeof figureFr

export const figureEn = {
  title: 'Uses',
  confirmed: 'Paid',
  reserved: 'Await their payment',
  released: 'Given back',
  usesLeft: 'Still possible',
  budgetLeft: 'Left of the budget',
  count: 'Number',
  cost: 'Cost',
  lookUp: 'What orders used',
  orderIds: 'Ids of orders',
  orderIdsHelp: 'One a line, or with spaces between; 200 at most.',
  look: 'Look up',
  none: 'None of these orders used a promotion.',
  order: 'Order',
  state: 'State',
  used: 'Used',
  statuses: {
    reserved: 'reserved',
    confirmed: 'paid',
    released: 'given back',
    expired: 'expired',
  },
} satisfies FigureTexts
