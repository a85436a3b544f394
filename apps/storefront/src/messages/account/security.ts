import type { Locale } from '../messages.ts'

const fr = {
  title: 'Sécurité',
  password: 'Mot de passe',
  newPassword: 'Nouveau mot de passe',
  hint: 'Quinze caractères au moins : une phrase convient très bien.',
  tooShort: 'Quinze caractères au moins.',
  tooCommon: 'Ce mot de passe se devine trop vite. Choisissez-en un autre.',
  breached: 'Ce mot de passe figure dans une fuite publiée. Choisissez-en un autre.',
  change: 'Changer le mot de passe',
  changing: 'Changement…',
  changed: 'Votre mot de passe est changé. Les autres appareils sont déconnectés.',
  sessions: 'Appareils connectés',
  sessionsHint:
    'Un appareil que vous ne reconnaissez pas ? Déconnectez-le, puis changez le mot de passe.',
  unknownDevice: 'Appareil inconnu',
  thisOne: 'Cet appareil',
  lastUsed: (moment: string) => `Vu le ${moment}`,
  end: 'Déconnecter',
  endOf: (name: string) => `Déconnecter ${name}`,
  ended: (name: string) => `${name} est déconnecté.`,
  endOthers: 'Déconnecter tous les autres',
  othersEnded: 'Tous les autres appareils sont déconnectés.',
}

type SecurityMessages = typeof fr

const en: SecurityMessages = {
  title: 'Security',
  password: 'Password',
  newPassword: 'New password',
  hint: 'Fifteen characters at least: a sentence does very well.',
  tooShort: 'Fifteen characters at least.',
  tooCommon: 'This password is guessed too soon. Choose another one.',
  breached: 'This password stands in a published leak. Choose another one.',
  change: 'Change the password',
  changing: 'Changing…',
  changed: 'Your password is changed. The other devices are signed out.',
  sessions: 'Signed-in devices',
  sessionsHint: 'A device that you do not know? Sign it out, then change the password.',
  unknownDevice: 'Unknown device',
  thisOne: 'This device',
  lastUsed: (moment: string) => `Seen on ${moment}`,
  end: 'Sign out',
  endOf: (name: string) => `Sign out ${name}`,
  ended: (name: string) => `${name} is signed out.`,
  endOthers: 'Sign out all others',
  othersEnded: 'All other devices are signed out.',
}

/** The texts of passwords and sessions. */
export const securityMessages = (locale: Locale): SecurityMessages => (locale === 'en' ? en : fr)
