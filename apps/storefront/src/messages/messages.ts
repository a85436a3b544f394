import { en } from './en.ts'
import { fr, type Messages } from './fr.ts'

export type Locale = 'fr' | 'en'
export type { Messages } from './fr.ts'

/** The texts of a language. */
export function messagesOf(locale: Locale): Messages {
  return locale === 'en' ? en : fr
}

/** The language of a path, French for any other text: a page of an unknown one is not found. */
export function localeOf(text: string): Locale | undefined {
  return text === 'fr' || text === 'en' ? text : undefined
}
