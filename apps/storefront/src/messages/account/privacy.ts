import type { Locale } from '../messages.ts'

const fr = {
  title: 'Données personnelles',
  intro: 'Ce que nous gardons de vous, et pourquoi :',
  policy: 'notre politique',
  export: 'Emporter vos données',
  exportText:
    'Une archive (ZIP) de tout ce que la boutique sait de vous : compte, commandes, paiements, factures, messages. Elle est prête en quelques instants, et reste là sept jours.',
  askExport: 'Préparer mon archive',
  asking: 'Demande…',
  exportOf: (moment: string) => `Archive demandée le ${moment}`,
  collecting: (received: number, all: number) =>
    `En préparation : ${received} services sur ${all} ont répondu.`,
  ready: (day: string) => `Prête, jusqu’au ${day}.`,
  expired: 'Expirée. Demandez-en une autre.',
  download: 'Télécharger',
  deletion: 'Supprimer le compte',
  deletionText:
    'Votre nom, vos adresses, vos messages et vos préférences sont effacés partout, sans retour. Restent, parce que la loi le demande :',
  kept: [
    'vos factures, dix ans (Code de commerce, article L123-22) ;',
    'articles, montants et TVA de vos commandes, pour la comptabilité, sans votre nom ;',
    'un identifiant qui ne dit plus à qui il était.',
  ],
  delete: 'Supprimer mon compte',
  deleting: 'Suppression…',
  openOrders: (count: number) =>
    count === 1
      ? 'Une commande est encore en cours. Le compte pourra être supprimé dès qu’elle sera livrée ou annulée.'
      : `${count} commandes sont encore en cours. Le compte pourra être supprimé dès qu’elles seront livrées ou annulées.`,
  order: (number: string, day: string) => `Commande ${number} du ${day}`,
  deleted: 'Votre compte est supprimé',
  deletedOn: (moment: string) => `Tout est effacé depuis le ${moment}.`,
  beingDeleted: (moment: string) =>
    `Demandé le ${moment}. Chaque service efface ce qui vous nomme ; cette page suit où il en est.`,
  services: {
    accounts: 'Compte',
    carts: 'Paniers',
    orders: 'Commandes',
    payments: 'Paiements',
    billing: 'Factures',
    shipping: 'Colis',
    notifications: 'Messages envoyés',
    promotions: 'Codes promotionnels',
    inventory: 'Alertes de stock',
    admin: 'Journal du personnel',
    support: 'Conversations',
  } as Record<string, string>,
  done: 'Effacé',
  underWay: 'En cours',
  home: 'Revenir à la boutique',
}

type PrivacyMessages = typeof fr

const en: PrivacyMessages = {
  title: 'Personal data',
  intro: 'What we hold of you, and why:',
  policy: 'our policy',
  export: 'Take your data along',
  exportText:
    'An archive (ZIP) of all that the shop knows of you: account, orders, payments, invoices, messages. It is ready in a few moments, and stays for seven days.',
  askExport: 'Prepare my archive',
  asking: 'Asking…',
  exportOf: (moment: string) => `Archive asked for on ${moment}`,
  collecting: (received: number, all: number) =>
    `Being prepared: ${received} of ${all} services have answered.`,
  ready: (day: string) => `Ready, until ${day}.`,
  expired: 'Over. Ask for another one.',
  download: 'Download',
  deletion: 'Delete the account',
  deletionText:
    'Your name, addresses, messages and preferences are erased everywhere, for good. What stays, because the law asks for it:',
  kept: [
    'your invoices, for ten years (Code de commerce, article L123-22);',
    'goods, amounts and VAT of your orders, for the books, without your name;',
    'an id that no longer says whose it was.',
  ],
  delete: 'Delete my account',
  deleting: 'Deleting…',
  openOrders: (count: number) =>
    count === 1
      ? 'An order is still under way. The account can be deleted once it is delivered or cancelled.'
      : `${count} orders are still under way. The account can be deleted once they are delivered or cancelled.`,
  order: (number: string, day: string) => `Order ${number} of ${day}`,
  deleted: 'Your account is deleted',
  deletedOn: (moment: string) => `All is erased since ${moment}.`,
  beingDeleted: (moment: string) =>
    `Asked for on ${moment}. Each service erases what names you; this page follows how far it is.`,
  services: {
    accounts: 'Account',
    carts: 'Carts',
    orders: 'Orders',
    payments: 'Payments',
    billing: 'Invoices',
    shipping: 'Parcels',
    notifications: 'Messages sent',
    promotions: 'Promotion codes',
    inventory: 'Stock alerts',
    admin: 'Log of the staff',
    support: 'Conversations',
  },
  done: 'Erased',
  underWay: 'Under way',
  home: 'Back to the shop',
}

/** The texts of personal data. */
export const privacyMessages = (locale: Locale): PrivacyMessages => (locale === 'en' ? en : fr)
