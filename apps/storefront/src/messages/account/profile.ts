import type { Locale } from '../messages.ts'

const fr = {
  title: 'Votre profil',
  fields: { firstName: 'Prénom', lastName: 'Nom', phone: 'Téléphone' },
  phoneHint: 'Pour le transporteur, et pour les SMS si vous en voulez.',
  wrong: {
    firstName: 'À revoir.',
    lastName: 'À revoir.',
    phone: 'Ce n’est pas un numéro de téléphone. Avec un indicatif hors de France : +32…',
  },
  save: 'Enregistrer',
  saving: 'Enregistrement…',
  saveChoice: 'Enregistrer ce choix',
  saved: 'Enregistré.',
  changedElsewhere:
    'Votre profil vient d’être modifié ailleurs. Rien n’est écrasé : choisissez ce qui vaut, puis enregistrez.',
  yours: 'Ce que vous avez saisi ici',
  theirs: 'Ce qui a été enregistré ailleurs',
  empty: 'Rien',
  email: 'E-mail',
  verified: 'Confirmé.',
  notVerified: 'Pas encore confirmé : suivez le lien que nous avons envoyé.',
  sendLink: 'Renvoyer le lien',
  linkSent: 'Le lien est parti. Regardez aussi les indésirables.',
  changeEmail: 'Changer d’e-mail',
  changeEmailHint:
    'Nous envoyons un lien à la nouvelle adresse. L’actuelle reste valable jusqu’à ce qu’il soit suivi.',
  newEmail: 'Nouvel e-mail',
  notAnEmail: 'Un e-mail a un @ et un domaine.',
  askEmail: 'Envoyer le lien',
  emailAsked: (email: string) =>
    `Un lien est parti à ${email}. Si cette adresse est libre, elle sera la vôtre dès qu’il sera suivi.`,
}

type ProfileMessages = typeof fr

const en: ProfileMessages = {
  title: 'Your profile',
  fields: { firstName: 'First name', lastName: 'Last name', phone: 'Phone' },
  phoneHint: 'For the carrier, and for text messages if you want any.',
  wrong: {
    firstName: 'Needs another look.',
    lastName: 'Needs another look.',
    phone: 'This is not a phone number. With a code outside France: +32…',
  },
  save: 'Save',
  saving: 'Saving…',
  saveChoice: 'Save this choice',
  saved: 'Saved.',
  changedElsewhere:
    'Your profile has just been changed elsewhere. Nothing is overwritten: choose what holds, then save.',
  yours: 'What you typed here',
  theirs: 'What was saved elsewhere',
  empty: 'Nothing',
  email: 'Email',
  verified: 'Confirmed.',
  notVerified: 'Not confirmed yet: follow the link that we sent.',
  sendLink: 'Send the link again',
  linkSent: 'The link is on its way. Look among your junk mail too.',
  changeEmail: 'Change the email',
  changeEmailHint:
    'We send a link to the new address. The one of now stays good until it is followed.',
  newEmail: 'New email',
  notAnEmail: 'An email has an @ and a domain.',
  askEmail: 'Send the link',
  emailAsked: (email: string) =>
    `A link is on its way to ${email}. If that address is free, it is yours once the link is followed.`,
}

/** The texts of the profile. */
export const profileMessages = (locale: Locale): ProfileMessages => (locale === 'en' ? en : fr)
