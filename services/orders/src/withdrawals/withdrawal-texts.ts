import type { LocalizedText } from '@comptoir/contracts/common'

/** What the law wants told with a withdrawal: the period, the exceptions, the money. */
export const withdrawalInformation: readonly Required<LocalizedText>[] = [
  {
    fr: 'Vous pouvez vous rétracter sans motif jusqu’au quatorzième jour après la réception du dernier colis, et avant sa réception.',
    en: 'You may withdraw without giving a reason until the fourteenth day after you received the last parcel, and before you receive it.',
  },
  {
    fr: 'Le droit de rétractation ne s’applique pas aux biens confectionnés sur mesure, périssables, descellés pour des raisons d’hygiène, aux enregistrements et logiciels descellés ni au contenu numérique dont l’exécution a commencé avec votre accord (article L221-28 du code de la consommation).',
    en: 'There is no right to withdraw from goods made to measure, perishable goods, goods unsealed that hygiene keeps from being returned, unsealed recordings and software, nor digital content that was begun with your consent (article L221-28 of the French Code de la consommation).',
  },
  {
    fr: 'Renvoyez les biens dans les quatorze jours. Le remboursement, livraison standard comprise si vous renoncez à toute la commande, suit dans les quatorze jours par le même moyen de paiement ; il peut attendre les biens ou la preuve de leur envoi.',
    en: 'Send the goods back within fourteen days. The refund, with the standard delivery if you withdraw from the whole order, follows within fourteen days by the same means of payment; it may wait for the goods or proof of sending them.',
  },
]

type ReceiptTexts = {
  readonly title: string
  readonly statement: string
  readonly labels: Record<'name' | 'order' | 'email' | 'goods' | 'at' | 'refundBy' | 'id', string>
  readonly whole: string
}

/** The words of the receipt. */
export const receiptTexts: Readonly<Record<'fr' | 'en', ReceiptTexts>> = {
  fr: {
    title: 'Accusé de réception de votre rétractation',
    statement:
      'Vous avez déclaré renoncer au contrat ci-dessous. Cette déclaration nous est parvenue.',
    labels: {
      ...{ name: 'Nom', order: 'Commande', email: 'Adresse électronique', goods: 'Articles' },
      ...{ at: 'Confirmée le', refundBy: 'Remboursement au plus tard le', id: 'Référence' },
    },
    whole: 'Toute la commande',
  },
  en: {
    title: 'Acknowledgement of your withdrawal',
    statement: 'You have declared that you withdraw from the contract below. We have received it.',
    labels: {
      ...{ name: 'Name', order: 'Order', email: 'Email address', goods: 'Goods' },
      ...{ at: 'Confirmed on', refundBy: 'Refund by', id: 'Reference' },
    },
    whole: 'The whole order',
  },
}
