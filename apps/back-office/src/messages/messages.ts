import { lookUp } from '@comptoir/contracts/look-up'
import { frameEn, frameFr } from './frame.ts'
import { listEn, listFr } from './list.ts'
import { problemsEn, problemsFr } from './problems.ts'

const fr = { frame: frameFr, list: listFr, problems: problemsFr }
export type Messages = typeof fr
const en: Messages = { frame: frameEn, list: listEn, problems: problemsEn }

export type Locale = 'fr' | 'en'

/** The texts that every page has in a language: one that is missing in the other does not compile. */
export const messagesOf = (locale: Locale): Messages => (locale === 'en' ? en : fr)

/** A refusal in words, by its code. */
export const problemText = (messages: Messages, code: string): string =>
  lookUp(messages.problems, code) ?? messages.frame.failed
