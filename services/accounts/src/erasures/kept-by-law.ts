import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'

/** What is left of a person in each service after the erasure, and why. */
const kept: Readonly<Record<string, LocalizedText>> = {
  accounts: {
    fr: 'Un identifiant sans nom, pour les livres qui le citent, et le statut client.',
    en: 'An id without a name, for the books that mention it, and the customer status.',
  },
  carts: { fr: 'Rien.', en: 'Nothing.' },
  orders: {
    fr: 'Articles, montants, TVA, pays et début du code postal, pour la comptabilité ; une commande en cours, jusqu’à sa fin.',
    en: 'Goods, amounts, VAT, country and the start of the postal code, for the books; an order that is open, until it ends.',
  },
  payments: {
    fr: 'Montants, dates et références du prestataire de paiement, sans le moyen de paiement.',
    en: 'Amounts, dates and references of the payment provider, without the means of payment.',
  },
  billing: {
    fr: 'Les factures et avoirs émis, tels qu’imprimés, dix ans (Code de commerce, art. L123-22 ; RGPD, art. 17.3 b).',
    en: 'Invoices and credit notes as they were issued, for ten years (Code de commerce, L123-22; GDPR, article 17(3)(b)).',
  },
  shipping: {
    fr: 'Colis, numéros de suivi et pays, sans destinataire ni étiquette ; un colis en route, jusqu’à son arrivée.',
    en: 'Parcels, tracking numbers and country, without recipient or label; a parcel on its way, until it arrives.',
  },
  notifications: {
    fr: 'Qu’un message de telle sorte fut envoyé, et quand, sans adresse ni contenu.',
    en: 'That a message of some kind was sent, and when, without address or content.',
  },
  promotions: {
    fr: 'Le nombre d’utilisations d’un code, qui ne nomme personne.',
    en: 'How often a code was used, which names nobody.',
  },
  admin: {
    fr: 'Qui du personnel a fait quoi sur quel objet, et quand, sans nom de la personne ni motif. D’un vendeur sous contrat, l’identité du professionnel, jusqu’à six mois après la fin du contrat (règlement (UE) 2022/2065, art. 30).',
    en: 'Who of the staff did what to which object, and when, without a name of the person or a reason. Of a vendor with a contract, who trades, until six months after its end (Regulation (EU) 2022/2065, article 30).',
  },
  support: {
    fr: 'Rien : les conversations, leurs images et leurs notes sont supprimées.',
    en: 'Nothing: conversations are removed with their pictures and notes.',
  },
}

export const keptBy = (service: string): LocalizedText =>
  lookUp(kept, service) ?? { fr: 'Rien.', en: 'Nothing.' }
