import type { Locale } from './messages.ts'

const fr = {
  title: 'Renoncer au contrat',
  intro:
    'Vous pouvez renoncer à une commande sans donner de raison. Dites-nous laquelle : vous recevez un accusé de réception daté par courriel.',
  name: 'Votre nom',
  orderNumber: 'Numéro de commande',
  orderNumberHint: 'Il est dans le courriel de confirmation.',
  email: 'Adresse électronique',
  emailHint: 'Celle de la commande : l’accusé de réception y est envoyé.',
  next: 'Continuer',
  checkTitle: 'Vérifiez, puis confirmez',
  back: 'Corriger',
  confirm: 'Confirmer la rétractation',
  running: 'Un instant…',
  doneTitle: 'Votre rétractation est enregistrée.',
  doneAt: (time: string) => `Le moment qui compte : ${time}.`,
  refundBy: (day: string) => `Vous êtes remboursé au plus tard le ${day}.`,
  mail: (email: string) => `L’accusé de réception part à ${email}.`,
  wrong: {
    name: 'Écrivez votre nom.',
    orderNumber: 'Écrivez le numéro de la commande.',
    email: 'Cette adresse n’est pas complète.',
  },
}

type Texts = typeof fr

const en: Texts = {
  title: 'Withdraw from the contract',
  intro:
    'You can withdraw from an order without giving a reason. Tell us which one: you receive a dated receipt by email.',
  name: 'Your name',
  orderNumber: 'Order number',
  orderNumberHint: 'It is in the confirmation email.',
  email: 'Email address',
  emailHint: 'The one of the order: the receipt is sent there.',
  next: 'Continue',
  checkTitle: 'Check, then confirm',
  back: 'Correct',
  confirm: 'Confirm the withdrawal',
  running: 'One moment…',
  doneTitle: 'Your withdrawal is recorded.',
  doneAt: (time: string) => `The moment that counts: ${time}.`,
  refundBy: (day: string) => `You are refunded by ${day} at the latest.`,
  mail: (email: string) => `The receipt goes to ${email}.`,
  wrong: {
    name: 'Write your name.',
    orderNumber: 'Write the number of the order.',
    email: 'This address is not complete.',
  },
}

/** Texts of the withdrawal function. */
export const withdrawalMessages = (locale: Locale): Texts => (locale === 'en' ? en : fr)
