import type { TrackingCode } from '@comptoir/contracts/shipping/schemas'
import type { Locale } from './messages.ts'

const fr = {
  title: 'Suivre un colis',
  intro: 'Le numéro de suivi est dans le courriel d’expédition et sur la page de votre commande.',
  number: 'Numéro de suivi',
  find: 'Suivre',
  running: 'Un instant…',
  unknown:
    'Nous ne connaissons pas ce numéro. Vérifiez-le : il paraît quelques minutes après l’expédition.',
  parcel: (number: string) => `Colis ${number}`,
  steps: 'Étapes du colis',
  none: 'Le colis n’a pas encore bougé.',
  codes: {
    label_created: 'Étiquette imprimée',
    handed_over: 'Remis au transporteur',
    in_transit: 'En route',
    out_for_delivery: 'En livraison',
    delivered: 'Livré',
    delivery_failed: 'Passage sans livraison',
    exception: 'Incident',
    returned_to_sender: 'Renvoyé à la boutique',
    lost: 'Perdu',
    damaged: 'Abîmé',
  } satisfies Record<TrackingCode, string>,
}

type Texts = typeof fr

const en: Texts = {
  title: 'Track a parcel',
  intro: 'The tracking number is in the shipping email and on the page of your order.',
  number: 'Tracking number',
  find: 'Track',
  running: 'One moment…',
  unknown: 'We do not know this number. Check it: it appears a few minutes after the shipping.',
  parcel: (number: string) => `Parcel ${number}`,
  steps: 'Steps of the parcel',
  none: 'The parcel has not moved yet.',
  codes: {
    label_created: 'Label printed',
    handed_over: 'Handed to the carrier',
    in_transit: 'On its way',
    out_for_delivery: 'Out for delivery',
    delivered: 'Delivered',
    delivery_failed: 'Delivery attempted',
    exception: 'Incident',
    returned_to_sender: 'Sent back to the shop',
    lost: 'Lost',
    damaged: 'Damaged',
  },
}

/** Texts of the page that follows a parcel. */
export const trackingMessages = (locale: Locale): Texts => (locale === 'en' ? en : fr)
