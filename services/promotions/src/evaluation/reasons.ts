import type { LocalizedText, Money } from '@comptoir/contracts/common'
import type { NotApplied } from '@comptoir/contracts/promotions/schemas'
import { formatMoney } from '@comptoir/money'
import type { Offer } from './snapshot.ts'

type Words = { readonly fr: string; readonly en: string }

const words: Readonly<Record<NotApplied, (offer: Offer | undefined) => Words>> = {
  unknown_code: same('Ce code n’existe pas.', 'There is no such code.'),
  not_started: same('Cette offre n’a pas encore commencé.', 'This offer has not started yet.'),
  ended: same('Cette offre est terminée.', 'This offer has ended.'),
  paused: same('Cette offre est suspendue.', 'This offer is paused.'),
  used_up: same('Ce code n’est plus disponible.', 'This code has been used up.'),
  used_by_customer: same(
    'Vous avez déjà utilisé cette offre.',
    'You have already used this offer.',
  ),
  budget_spent: same('Cette offre est épuisée.', 'This offer has been used up.'),
  sign_in: same('Connectez-vous pour utiliser cette offre.', 'Sign in to use this offer.'),
  customer_status: same(
    'Cette offre est réservée à certains clients.',
    'This offer is for certain customers only.',
  ),
  customer_tag: same(
    'Cette offre est réservée à certains clients.',
    'This offer is for certain customers only.',
  ),
  first_order: same(
    'Cette offre vaut pour une première commande.',
    'This offer is for a first order.',
  ),
  country: same(
    'Cette offre ne vaut pas pour ce pays de livraison.',
    'This offer is not for this country of delivery.',
  ),
  payment_method: same(
    'Cette offre ne vaut pas pour ce moyen de paiement.',
    'This offer is not for this payment method.',
  ),
  nothing_eligible: same(
    'Aucun article du panier n’est concerné par cette offre.',
    'Nothing in the cart is part of this offer.',
  ),
  minimum_subtotal: (offer) => {
    const least = offer?.criteria.minimumSubtotal
    return {
      fr: `Cette offre vaut à partir de ${amountIn('fr', least)} d’articles concernés.`,
      en: `This offer is for ${amountIn('en', least)} of its articles or more.`,
    }
  },
  minimum_quantity: (offer) => {
    const least = offer?.criteria.minimumQuantity ?? 1
    return {
      fr: `Cette offre vaut à partir de ${least} articles concernés.`,
      en: `This offer is for ${least} of its articles or more.`,
    }
  },
  currency: same(
    'Cette offre n’existe pas dans la devise du panier.',
    'This offer does not exist in the currency of the cart.',
  ),
  no_shipping: same(
    'Il n’y a pas de frais de livraison à réduire.',
    'There are no shipping costs to reduce.',
  ),
  add_gift: (offer) => {
    const sku = offer?.benefit.kind === 'gift' ? offer.benefit.sku : ''
    return {
      fr: `Ajoutez l’article ${sku} au panier : il est offert.`,
      en: `Add article ${sku} to the cart: it is a gift.`,
    }
  },
  not_combinable: same(
    'Cette offre ne se cumule pas avec une autre du panier.',
    'This offer does not go with another one of the cart.',
  ),
}

function same(fr: string, en: string) {
  return (): Words => ({ fr, en })
}

const amountIn = (locale: 'fr' | 'en', money: Money | undefined): string =>
  money ? formatMoney(money, locale) : ''

/** Why an offer, or a code that nobody has, does not apply, in the languages of the shop. */
export const reasonInWords = (reason: NotApplied, offer?: Offer): LocalizedText =>
  words[reason](offer)
