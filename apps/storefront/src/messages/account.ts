import type { Locale } from './messages.ts'

const fr = {
  title: 'Votre compte',
  overview: 'Vue d’ensemble',
  pages: {
    orders: 'Commandes',
    returns: 'Retours',
    notifications: 'Notifications',
    addresses: 'Adresses',
    profile: 'Profil',
    security: 'Sécurité',
    preferences: 'Préférences',
    privacy: 'Données personnelles',
  },
  about: {
    orders: 'Suivre, annuler, retrouver une facture',
    returns: 'Où en est ce que vous renvoyez',
    notifications: 'Ce que nous vous avons dit de vos commandes',
    addresses: 'Où livrer, à qui facturer',
    profile: 'Nom, téléphone, e-mail',
    security: 'Mot de passe, appareils connectés',
    preferences: 'Langue, messages, offres',
    privacy: 'Emporter vos données, supprimer le compte',
  },
  signedInAs: (name: string, email: string) =>
    name === '' ? `Connecté avec ${email}.` : `${name} · ${email}`,
  signedOut: 'Connectez-vous',
  signInAgain:
    'Votre session est terminée, ou pas encore ouverte. Ce que vous avez saisi est gardé.',
  password: 'Mot de passe actuel',
  wrongPassword: 'Ce n’est pas votre mot de passe.',
  loading: 'Chargement…',
  again: 'Réessayer',
}

export type AccountMessages = typeof fr

const en: AccountMessages = {
  title: 'Your account',
  overview: 'Overview',
  pages: {
    orders: 'Orders',
    returns: 'Returns',
    notifications: 'Notifications',
    addresses: 'Addresses',
    profile: 'Profile',
    security: 'Security',
    preferences: 'Preferences',
    privacy: 'Personal data',
  },
  about: {
    orders: 'Follow, cancel, find an invoice',
    returns: 'How far it is, what you send back',
    notifications: 'What we told you about your orders',
    addresses: 'Where to deliver, whom to invoice',
    profile: 'Name, phone, email',
    security: 'Password, signed-in devices',
    preferences: 'Language, messages, offers',
    privacy: 'Take your data along, delete the account',
  },
  signedInAs: (name: string, email: string) =>
    name === '' ? `Signed in with ${email}.` : `${name} · ${email}`,
  signedOut: 'Sign in',
  signInAgain: 'Your session has ended, or has not begun. What you typed is kept.',
  password: 'Current password',
  wrongPassword: 'This is not your password.',
  loading: 'Loading…',
  again: 'Try again',
}

/** The texts of the account. */
export const accountMessages = (locale: Locale): AccountMessages => (locale === 'en' ? en : fr)
