import { lookUp } from '@comptoir/contracts/look-up'
import { frameEn, frameFr } from './frame.ts'
import { listEn, listFr } from './list.ts'
import { orderEn, orderFr } from './order.ts'
import { ordersEn, ordersFr } from './orders.ts'
import { problemsEn, problemsFr } from './problems.ts'

const fr = { frame: frameFr, list: listFr, orders: ordersFr, order: orderFr, problems: problemsFr }
export type Messages = typeof fr
const en: Messages = {
  frame: frameEn,
  list: listEn,
  orders: ordersEn,
  order: orderEn,
  problems: problemsEn,
}

export type Locale = 'fr' | 'en'

/** All texts of the site in a language: a text that is missing in one does not compile. */
export const messagesOf = (locale: Locale): Messages => (locale === 'en' ? en : fr)

/** A refusal in words, by its code. */
export const problemText = (messages: Messages, code: string): string =>
  lookUp(messages.problems, code) ?? messages.frame.failed
