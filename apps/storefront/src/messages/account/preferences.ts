import type { Locale } from '../messages.ts'

const fr = {
  title: 'Vos préférences',
  language: 'Langue',
  messages: 'Messages',
  categories: {
    orders: 'Vos commandes, leurs paiements et nos réponses',
    progress: 'Colis et retours en chemin',
  },
  channels: { email: 'E-mail', sms: 'SMS', push: 'Notification' },
  mandatory:
    'Les e-mails sur vos commandes font foi du contrat : ils ne se coupent pas. Un SMS demande un mobile dans votre profil.',
  quiet: (zone: string) => `SMS et notifications attendent pendant ces heures (${zone}).`,
  from: 'Silence de',
  to: 'à',
  saveQuiet: 'Enregistrer ces heures',
  offers: 'Offres',
  grantedOn: (day: string) => `Accepté le ${day}`,
  withdrawnOn: (day: string) => `Retiré le ${day}`,
  saved: 'Enregistré.',
}

type PreferencesMessages = typeof fr

const en: PreferencesMessages = {
  title: 'Your preferences',
  language: 'Language',
  messages: 'Messages',
  categories: {
    orders: 'Your orders, their payments and our answers',
    progress: 'Parcels and returns on their way',
  },
  channels: { email: 'Email', sms: 'Text message', push: 'Notification' },
  mandatory:
    'Mails about your orders are the proof of the contract: they cannot be turned off. A text message needs a mobile number in your profile.',
  quiet: (zone: string) => `Text messages and notifications wait during these hours (${zone}).`,
  from: 'Silent from',
  to: 'until',
  saveQuiet: 'Save these hours',
  offers: 'Offers',
  grantedOn: (day: string) => `Agreed on ${day}`,
  withdrawnOn: (day: string) => `Taken back on ${day}`,
  saved: 'Saved.',
}

/** The texts of preferences. */
export const preferencesMessages = (locale: Locale): PreferencesMessages =>
  locale === 'en' ? en : fr
