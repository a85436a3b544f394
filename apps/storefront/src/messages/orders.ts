import type { Locale } from './messages.ts'

const fr = {
  thanks: 'Merci pour votre commande',
  thanksEnded: 'Votre commande',
  number: (number: string) => `Commande ${number}`,
  mail: (email: string) => `La confirmation part à ${email}.`,
  loading: 'Votre commande arrive…',
  live: 'En direct',
  notLive: 'Mise à jour de temps en temps',
  progress: 'Où en est la commande',
  steps: {
    received: 'Reçue',
    held: 'Articles réservés',
    paid: 'Payée',
    confirmed: 'Confirmée',
    invoiced: 'Facture prête',
    prepared: 'En préparation',
    shipped: 'Expédiée',
    delivered: 'Livrée',
    rejected: 'Refusée : rien n’est débité',
    expired: 'Délai de paiement passé',
    cancelled: 'Annulée',
    refunding: 'Remboursement en cours',
    refunded: 'Remboursée',
    refund_failed: 'Le remboursement a échoué : nous nous en occupons',
  },
  current: 'en cours',
  invoice: 'Télécharger la facture',
  invoiceLater: 'La facture apparaît ici dès qu’elle est prête.',
  goods: 'Vos articles',
  deliveredTo: 'Livraison',
  deliveredBetween: (from: string, to: string) =>
    from === to ? `le ${from}` : `entre le ${from} et le ${to}`,
  payHere: 'Payer la commande',
  follow: 'Retrouver cette commande plus tard',
  goOn: 'Continuer mes achats',
}

export type OrderMessages = typeof fr

const en: OrderMessages = {
  thanks: 'Thank you for your order',
  thanksEnded: 'Your order',
  number: (number: string) => `Order ${number}`,
  mail: (email: string) => `The confirmation goes to ${email}.`,
  loading: 'Your order is coming…',
  live: 'Live',
  notLive: 'Updated from time to time',
  progress: 'Where the order is',
  steps: {
    received: 'Received',
    held: 'Goods reserved',
    paid: 'Paid',
    confirmed: 'Confirmed',
    invoiced: 'Invoice ready',
    prepared: 'Being prepared',
    shipped: 'Shipped',
    delivered: 'Delivered',
    rejected: 'Rejected: nothing is charged',
    expired: 'Time to pay is over',
    cancelled: 'Cancelled',
    refunding: 'Refund under way',
    refunded: 'Refunded',
    refund_failed: 'The refund failed: we are taking care of it',
  },
  current: 'under way',
  invoice: 'Download the invoice',
  invoiceLater: 'The invoice appears here as soon as it is ready.',
  goods: 'Your goods',
  deliveredTo: 'Delivery',
  deliveredBetween: (from: string, to: string) =>
    from === to ? `on ${from}` : `between ${from} and ${to}`,
  payHere: 'Pay the order',
  follow: 'Find this order again later',
  goOn: 'Continue shopping',
}

/** The texts of an order that was placed. */
export const orderMessages = (locale: Locale): OrderMessages => (locale === 'en' ? en : fr)
