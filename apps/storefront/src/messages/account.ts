import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { Locale } from './messages.ts'

const fr = {
  title: 'Votre compte',
  orders: 'Vos commandes',
  loading: 'Vos commandes arrivent…',
  none: 'Vous n’avez pas encore commandé avec ce compte.',
  browse: 'Voir la boutique',
  number: (number: string) => `Commande ${number}`,
  items: (count: number) => (count === 1 ? '1 article' : `${count} articles`),
  more: 'Commandes plus anciennes',
  signedOut: 'Connectez-vous pour voir vos commandes.',
  again: 'Réessayer',
  statuses: {
    pending: 'Reçue',
    awaiting_payment: 'En attente de paiement',
    confirmed: 'Confirmée',
    processing: 'En préparation',
    partially_shipped: 'Expédiée en partie',
    shipped: 'Expédiée',
    partially_delivered: 'Livrée en partie',
    delivered: 'Livrée',
    completed: 'Terminée',
    rejected: 'Refusée',
    expired: 'Délai de paiement passé',
    cancelled: 'Annulée',
  } satisfies Record<OrderStatus, string>,
}

export type AccountMessages = typeof fr

const en: AccountMessages = {
  title: 'Your account',
  orders: 'Your orders',
  loading: 'Your orders are coming…',
  none: 'You have not ordered with this account yet.',
  browse: 'See the shop',
  number: (number: string) => `Order ${number}`,
  items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
  more: 'Earlier orders',
  signedOut: 'Sign in to see your orders.',
  again: 'Try again',
  statuses: {
    pending: 'Received',
    awaiting_payment: 'Waiting for payment',
    confirmed: 'Confirmed',
    processing: 'Being prepared',
    partially_shipped: 'Shipped in part',
    shipped: 'Shipped',
    partially_delivered: 'Delivered in part',
    delivered: 'Delivered',
    completed: 'Completed',
    rejected: 'Rejected',
    expired: 'Time to pay is over',
    cancelled: 'Cancelled',
  },
}

/** The texts of the account. */
export const accountMessages = (locale: Locale): AccountMessages => (locale === 'en' ? en : fr)
