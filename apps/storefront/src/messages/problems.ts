import type { Locale } from './messages.ts'

type Texts = Readonly<Record<string, string>>

const fr: Texts = {
  network: 'La connexion est coupée. Rien n’est perdu : réessayez dans un instant.',
  dependency_unavailable: 'Un service ne répond pas. Réessayez dans un instant.',
  overloaded: 'Il y a beaucoup de monde. Réessayez dans un instant.',
  maintenance: 'La boutique est fermée un moment pour entretien.',
  rate_limited: 'Trop d’essais. Attendez un peu avant de recommencer.',
  invalid_request: 'Un champ n’est pas correct.',
  invalid_credentials: 'L’e-mail ou le mot de passe ne correspond pas.',
  account_suspended: 'Ce compte est suspendu. Écrivez-nous.',
  email_taken: 'Un compte existe déjà avec cet e-mail. Connectez-vous.',
  invalid_token: 'Ce lien n’est plus valable. Demandez-en un autre.',
  unauthenticated:
    'Votre session est terminée. Reconnectez-vous : ce que vous avez saisi est gardé.',
  not_found: 'Ce n’est plus là.',
  out_of_stock: 'Il n’en reste pas assez en stock.',
  cart_locked: 'Ce panier est en cours de commande.',
  cart_not_orderable: 'Ce panier ne peut pas être commandé.',
  conflict: 'Cela vient d’être modifié ailleurs. Regardez à nouveau.',
  transition_refused: 'Ce n’est plus possible.',
  code_refused: 'Ce code n’existe pas, ou ne s’applique pas.',
  no_shipping_option: 'Nous ne livrons pas à cette adresse.',
  forbidden: 'Rechargez la page et recommencez.',
}

const en: Texts = {
  network: 'The connection is lost. Nothing is lost: try again in a moment.',
  dependency_unavailable: 'A service does not answer. Try again in a moment.',
  overloaded: 'Many people are here. Try again in a moment.',
  maintenance: 'The shop is closed for maintenance for a while.',
  rate_limited: 'Too many tries. Wait a little before the next one.',
  invalid_request: 'A field is not right.',
  invalid_credentials: 'The email or the password does not match.',
  account_suspended: 'This account is suspended. Write to us.',
  email_taken: 'An account has this email already. Sign in.',
  invalid_token: 'This link is no longer valid. Ask for another one.',
  unauthenticated: 'Your session has ended. Sign in again: what you typed is kept.',
  not_found: 'It is not there any more.',
  out_of_stock: 'There is not enough of it left.',
  cart_locked: 'This cart is being ordered.',
  cart_not_orderable: 'This cart cannot be ordered.',
  conflict: 'It has just been changed elsewhere. Look again.',
  transition_refused: 'It is not possible any more.',
  code_refused: 'This code does not exist, or does not apply.',
  no_shipping_option: 'We do not deliver to this address.',
  forbidden: 'Reload the page and try again.',
}

const otherwise = {
  fr: 'Cela n’a pas marché. Rien n’est perdu : réessayez dans un instant.',
  en: 'It did not work. Nothing is lost: try again in a moment.',
}

/** What a refusal means on the page of an order: that it is not there to who reads it means that nobody is signed in any more. */
export const codeOfOrder = (code: string): string =>
  code === 'not_found' ? 'unauthenticated' : code

/** What a problem means to a shopper, by its code; never by its detail, which is for programs. */
export function problemText(code: string, locale: Locale): string {
  const texts = locale === 'en' ? en : fr
  return Object.hasOwn(texts, code) ? (texts[code] ?? otherwise[locale]) : otherwise[locale]
}
