import { countedEn, countedFr } from './counted.ts'

/** What the page of one's own account says. */
export const accountFr = {
  title: 'Votre compte',
  profile: 'Qui vous êtes',
  fields: {
    firstName: 'Prénom',
    lastName: 'Nom',
    phone: 'Téléphone',
    locale: 'Langue des messages',
  },
  password: 'Mot de passe',
  currentPassword: 'Mot de passe actuel',
  newPassword: 'Nouveau mot de passe',
  passwordHint: 'Quinze caractères au moins : une phrase se retient mieux.',
  changePassword: 'Changer le mot de passe',
  passwordEffect: 'Toutes vos autres sessions se ferment.',
  passwordChanged: 'Le mot de passe est changé. Vos autres sessions sont fermées.',
  wrongPassword: 'Ce n’est pas votre mot de passe actuel.',
  refusedPassword: 'Trop court, trop répandu, ou connu d’une fuite. Choisissez-en un autre.',
  sessions: 'Vos sessions',
  thisSession: 'celle-ci',
  unknownDevice: 'Appareil inconnu',
  lastUsed: (time: string) => `utilisée le ${time}`,
  endSession: 'Fermer',
  endSessionOf: (device: string) => `Fermer la session : ${device}`,
  found: (n: number) => countedFr(n, 'session ouverte', 'sessions ouvertes'),
}

export type AccountMessages = typeof accountFr

export const accountEn = {
  title: 'Your account',
  profile: 'Who you are',
  fields: {
    firstName: 'First name',
    lastName: 'Last name',
    phone: 'Phone',
    locale: 'Language of messages',
  },
  password: 'Password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  passwordHint: 'Fifteen characters at least: a sentence is easier to remember.',
  changePassword: 'Change the password',
  passwordEffect: 'All your other sessions end.',
  passwordChanged: 'The password is changed. Your other sessions have ended.',
  wrongPassword: 'This is not your current password.',
  refusedPassword: 'Too short, too common, or known from a leak. Choose another one.',
  sessions: 'Your sessions',
  thisSession: 'this one',
  unknownDevice: 'Unknown device',
  lastUsed: (time) => `used ${time}`,
  endSession: 'End',
  endSessionOf: (device) => `End the session: ${device}`,
  found: (n) => countedEn(n, 'open session', 'open sessions'),
} satisfies AccountMessages
