import { returnDays } from '../../../shop/identity.ts'
import type { LegalTexts } from '../legal-text.ts'

export const returns: LegalTexts = {
  fr: (shop) => ({
    title: 'Retours et rétractation',
    since: shop.legalTexts.withdrawal,
    sections: [
      {
        heading: `${returnDays(shop)} jours pour changer d’avis`,
        paragraphs: [
          `Vous pouvez renoncer au contrat sans donner de raison, ${shop.withdrawalDays} jours après la livraison de par la loi, ${returnDays(shop)} jours chez nous.`,
          'Utilisez la page « Renoncer au contrat ici », ou le bouton de retour de votre commande. Un accusé de réception daté vous est envoyé aussitôt.',
        ],
      },
      {
        heading: 'Renvoyer',
        paragraphs: [
          `Vous avez quatorze jours pour renvoyer le colis. ${shop.freeReturns ? 'L’étiquette est offerte.' : 'L’étiquette est à vos frais, sauf quand l’erreur est la nôtre.'}`,
        ],
      },
      {
        heading: 'Être remboursé',
        paragraphs: [
          'Dans les quatorze jours, livraison standard comprise, par le moyen de paiement que vous aviez choisi. Nous pouvons attendre le colis, ou la preuve de son envoi.',
        ],
      },
      {
        heading: 'Ce qui ne se reprend pas',
        paragraphs: [
          'Les biens périssables, faits sur mesure, ou descellés quand l’hygiène l’exige (Code de la consommation, article L221-28). La page du produit le dit avant que vous l’achetiez.',
        ],
      },
    ],
  }),
  en: (shop) => ({
    title: 'Returns and withdrawal',
    since: shop.legalTexts.withdrawal,
    sections: [
      {
        heading: `${returnDays(shop)} days to change your mind`,
        paragraphs: [
          `You can withdraw from the contract without a reason, ${shop.withdrawalDays} days after delivery by law, ${returnDays(shop)} days with us.`,
          'Use the page “Withdraw from the contract here”, or the return button of your order. A dated receipt is sent to you at once.',
        ],
      },
      {
        heading: 'Sending it back',
        paragraphs: [
          `You have fourteen days to send the parcel. ${shop.freeReturns ? 'The label is on us.' : 'The label is at your cost, except when the fault is ours.'}`,
        ],
      },
      {
        heading: 'Your refund',
        paragraphs: [
          'Within fourteen days, standard delivery included, by the means of payment that you had chosen. We may wait for the parcel, or a proof that it was sent.',
        ],
      },
      {
        heading: 'What is not taken back',
        paragraphs: [
          'Goods that perish, are made to measure, or were unsealed where hygiene matters (Code de la consommation, article L221-28). The product’s page says so before you buy it.',
        ],
      },
    ],
  }),
}
