/** What the returns of an order say. */
export const orderReturnsFr = {
  none: 'Rien n’est revenu de cette commande, et personne ne l’a demandé.',
  caption: 'Retours et rétractations',
  columns: {
    id: 'Retour',
    kind: 'Genre',
    status: 'État',
    lines: 'Articles',
    total: 'À rendre',
    since: 'Depuis',
  },
  kinds: { return: 'Retour', withdrawal: 'Rétractation' },
  statuses: {
    requested: 'Demandé',
    approved: 'Accepté',
    in_transit: 'En route',
    received: 'Reçu',
    inspected: 'Contrôlé',
    refunded: 'Remboursé',
    closed: 'Terminé',
    refused: 'Refusé',
    cancelled: 'Annulé',
    expired: 'Expiré',
  },
}

export type OrderReturnTexts = typeof orderReturnsFr

export const orderReturnsEn: OrderReturnTexts = {
  none: 'Nothing came back from this order, and nobody asked for it.',
  caption: 'Returns and withdrawals',
  columns: {
    id: 'Return',
    kind: 'Kind',
    status: 'State',
    lines: 'Items',
    total: 'To give back',
    since: 'Since',
  },
  kinds: { return: 'Return', withdrawal: 'Withdrawal' },
  statuses: {
    requested: 'Requested',
    approved: 'Approved',
    in_transit: 'On its way',
    received: 'Received',
    inspected: 'Inspected',
    refunded: 'Refunded',
    closed: 'Closed',
    refused: 'Refused',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
}
