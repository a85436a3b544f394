import type { Locale } from '../messages.ts'

const fr = {
  title: 'Notifications',
  intro: 'Ce que la boutique vous a dit de vos commandes, au fur et à mesure.',
  loading: 'Vos notifications arrivent…',
  none: 'Rien pour le moment. Quand vous commandez, chaque étape s’affiche ici.',
  browse: 'Voir la boutique',
  live: 'En direct',
  allRead: 'Tout est lu',
  unread: (n: number) => (n === 1 ? '1 non lue' : `${n} non lues`),
  isNew: 'Non lue',
  markAll: 'Tout marquer comme lu',
  markRead: 'Marquer comme lue',
  mark: (title: string) => `Marquer comme lue : ${title}`,
  order: 'Voir la commande',
  more: 'Plus anciennes',
  again: 'Réessayer',
  arrived: (title: string) => `Nouvelle notification : ${title}`,
  push: {
    title: 'Sur cet appareil',
    text: 'Recevez les étapes de vos commandes même quand la boutique est fermée. Un titre et une phrase, jamais d’adresse ni d’articles.',
    turnOn: 'Activer les notifications',
    turnOff: 'Ne plus recevoir sur cet appareil',
    isOn: 'Cet appareil reçoit vos notifications.',
    busy: 'Un instant…',
    blocked:
      'Votre navigateur bloque les notifications de ce site. Pour les autoriser : l’icône à gauche de l’adresse, puis « Notifications ». Rechargez ensuite la page.',
    unsupported:
      'Ce navigateur ne sait pas recevoir de notifications. Sur iPhone, ajoutez d’abord la boutique à l’écran d’accueil.',
    refused: 'Vous n’avez pas donné l’autorisation : rien n’est activé.',
    failed:
      'L’activation n’a pas marché. Le service de notifications de votre navigateur ne répond peut-être pas : réessayez plus tard.',
  },
}

export type InboxMessages = typeof fr

const en: InboxMessages = {
  title: 'Notifications',
  intro: 'What the shop told you about your orders, as it happened.',
  loading: 'Your notifications are coming…',
  none: 'Nothing at the moment. When you order, each step is shown here.',
  browse: 'See the shop',
  live: 'Live',
  allRead: 'All read',
  unread: (n: number) => `${n} unread`,
  isNew: 'Unread',
  markAll: 'Mark all as read',
  markRead: 'Mark as read',
  mark: (title: string) => `Mark as read: ${title}`,
  order: 'See the order',
  more: 'Older ones',
  again: 'Try again',
  arrived: (title: string) => `New notification: ${title}`,
  push: {
    title: 'On this device',
    text: 'Hear of the steps of your orders even when the shop is closed. A title and a sentence, never an address or goods.',
    turnOn: 'Turn notifications on',
    turnOff: 'Stop on this device',
    isOn: 'This device receives your notifications.',
    busy: 'One moment…',
    blocked:
      'Your browser blocks notifications of this site. To allow them: the icon to the left of the address, then “Notifications”. Reload the page afterwards.',
    unsupported:
      'This browser cannot receive notifications. On an iPhone, add the shop to the home screen first.',
    refused: 'You did not give permission: nothing was turned on.',
    failed:
      'It could not be turned on. The notification service of your browser may not answer: try again later.',
  },
}

/** The texts of the inbox. */
export const inboxMessages = (locale: Locale): InboxMessages => (locale === 'en' ? en : fr)
