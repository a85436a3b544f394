import type { Locale } from '../messages.ts'

/** What the button says: apart, since the layout hands it over, and no page has to load the rest. */
export type ChatButtonWords = {
  readonly region: string
  readonly open: string
  readonly unreadOne: string
  readonly unreadMany: string
  readonly failed: string
}

const buttonWords: Readonly<Record<Locale, ChatButtonWords>> = {
  fr: {
    region: 'Discussion avec la boutique',
    open: 'Nous écrire',
    unreadOne: 'réponse non lue',
    unreadMany: 'réponses non lues',
    failed: 'La discussion ne s’ouvre pas : la connexion est peut-être coupée.',
  },
  en: {
    region: 'Chat with the shop',
    open: 'Chat with us',
    unreadOne: 'unread answer',
    unreadMany: 'unread answers',
    failed: 'The chat does not open: the connection may be lost.',
  },
}

export const chatButtonWords = (locale: Locale): ChatButtonWords => buttonWords[locale]

const fr = {
  title: 'Nous écrire',
  close: 'Fermer la discussion',
  loading: 'Un instant…',
  again: 'Réessayer',
  help: 'Questions fréquentes',
  online: 'En ligne : un conseiller vous répond ici',
  away: 'Personne n’est là pour le moment : nous répondons par e-mail',
  hasIt: (name: string) => `${name} s’occupe de vous`,
  reconnecting: 'Connexion interrompue, nous réessayons…',
  hello: 'Bonjour ! Une question sur un produit, une commande, un retour ? Écrivez-nous ici.',
  helloAway:
    'Laissez-nous un message et votre e-mail : nous vous répondons dès que nous sommes de retour.',
  log: 'Messages',
  you: 'Vous',
  shop: 'La boutique',
  read: 'Lu',
  picture: 'Photo envoyée par la boutique',
  typing: (name: string | undefined) => `${name ?? 'La boutique'} écrit…`,
  message: 'Votre message',
  placeholder: 'Écrivez ici',
  email: 'Votre e-mail',
  emailWhy: 'Pour vous répondre si vous partez.',
  emailNeeded: 'Indiquez un e-mail avec un @ et un domaine : c’est là que nous répondons.',
  send: 'Envoyer',
  sending: 'Envoi…',
  failed: 'Votre message n’est pas parti. Il est gardé ci-dessous.',
  slowDown: (seconds: number | undefined) =>
    seconds === undefined
      ? 'Vous écrivez très vite. Attendez un instant, puis envoyez à nouveau.'
      : `Vous écrivez très vite. Attendez ${seconds} s, puis envoyez à nouveau.`,
  order: (number: string) => `Au sujet de la commande ${number}`,
  withoutOrder: (number: string) => `Ne pas joindre la commande ${number}`,
  orderRefused: 'La commande n’est pas jointe : nous ne pouvons pas vérifier qu’elle est à vous.',
  end: 'Terminer la discussion',
  isResolved: 'La boutique considère que c’est réglé. Écrivez si ce n’est pas le cas.',
  isClosed: 'Cette discussion est terminée.',
  startNew: 'Nouvelle discussion',
  rate: 'Comment s’est passé cet échange ?',
  scores: ['Très mal', 'Mal', 'Moyen', 'Bien', 'Très bien'],
  comment: 'Un mot de plus (facultatif)',
  sendRating: 'Donner mon avis',
  thanks: 'Merci pour votre avis.',
  page: {
    title: 'Votre discussion',
    text: 'La discussion s’ouvre dans le coin de la page.',
    open: 'Ouvrir la discussion',
    hasOther:
      'Vous avez déjà une discussion avec nous ici. Celle de ce lien prendra sa place : ne l’ouvrez que si l’e-mail vous était adressé.',
    replace: 'Ouvrir la discussion du lien',
    ofAccount: 'Cette discussion est celle d’un compte : connectez-vous pour la lire.',
    unknown: 'Ce lien n’ouvre aucune discussion : elle a été effacée, ou reprise dans un compte.',
  },
}

export type ChatMessages = typeof fr

const en: ChatMessages = {
  title: 'Chat with us',
  close: 'Close the chat',
  loading: 'One moment…',
  again: 'Try again',
  help: 'Frequent questions',
  online: 'Online: an agent answers you here',
  away: 'Nobody is here at the moment: we answer by email',
  hasIt: (name: string) => `${name} is with you`,
  reconnecting: 'The connection was cut, we are trying again…',
  hello: 'Hello! A question about a product, an order, a return? Write to us here.',
  helloAway: 'Leave a message and your email: we answer as soon as we are back.',
  log: 'Messages',
  you: 'You',
  shop: 'The shop',
  read: 'Read',
  picture: 'Picture sent by the shop',
  typing: (name: string | undefined) => `${name ?? 'The shop'} is typing…`,
  message: 'Your message',
  placeholder: 'Write here',
  email: 'Your email',
  emailWhy: 'So that we can answer if you leave.',
  emailNeeded: 'Give an email with an @ and a domain: that is where we answer.',
  send: 'Send',
  sending: 'Sending…',
  failed: 'Your message was not sent. It is kept below.',
  slowDown: (seconds: number | undefined) =>
    seconds === undefined
      ? 'You write very fast. Wait a moment, then send again.'
      : `You write very fast. Wait ${seconds} s, then send again.`,
  order: (number: string) => `About order ${number}`,
  withoutOrder: (number: string) => `Do not attach order ${number}`,
  orderRefused: 'The order is not attached: we cannot verify that it is yours.',
  end: 'End the chat',
  isResolved: 'The shop thinks that this is settled. Write if it is not.',
  isClosed: 'This chat has ended.',
  startNew: 'New chat',
  rate: 'How did it go?',
  scores: ['Very badly', 'Badly', 'So-so', 'Well', 'Very well'],
  comment: 'A word more (optional)',
  sendRating: 'Send my rating',
  thanks: 'Thank you for your rating.',
  page: {
    title: 'Your chat',
    text: 'The chat opens in the corner of the page.',
    open: 'Open the chat',
    hasOther:
      'You have a chat with us here already. The one of this link will take its place: open it only if the email was sent to you.',
    replace: 'Open the chat of the link',
    ofAccount: 'This chat belongs to an account: sign in to read it.',
    unknown: 'This link opens no chat: it was erased, or taken into an account.',
  },
}

/** The texts of the chat. */
export const chatMessages = (locale: Locale): ChatMessages => (locale === 'en' ? en : fr)
