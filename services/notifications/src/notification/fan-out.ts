import { afterQuiet } from '../recipients/quiet-hours.ts'
import { channelsOf, type Reach } from '../recipients/reach.ts'
import { isMandatory, isMarketing, kinds } from './categories.ts'
import type { NewMessage } from './notification.ts'

/** What short texts show. The rest, as an address, stays in the mail. */
export const shownShort = [
  ...(['number', 'amount', 'paper', 'dueAt'] as const),
  ...(['sku', 'available', 'title'] as const),
] as const

/**
 * What tells the same as a mail: the mail itself, if it is wanted, and the channels that somebody with an account chose. Phones are silent
 * in the quiet hours of their owner.
 */
export function fanOut(mail: NewMessage, reach: Reach | undefined, now: Date): NewMessage[] {
  if (!reach) return isMarketing(mail) ? [] : [mail]
  const { category } = kinds[mail.template]
  const wantsMail = isMandatory(mail) || channelsOf(reach, category).includes('email')
  return [...(wantsMail ? [mail] : []), ...briefly(mail, reach, now)]
}

function briefly(mail: NewMessage, reach: Reach, now: Date): NewMessage[] {
  const { mobile, push, quiet } = reach
  const { category, besides } = kinds[mail.template]
  const chosen = channelsOf(reach, category)
  const wanted = (channel: 'sms' | 'push') => besides.includes(channel) && chosen.includes(channel)
  const earliest = mail.dueAt === undefined ? now : new Date(mail.dueAt)
  const dueAt = afterQuiet(earliest, quiet).toISOString()
  const short = shortOf(mail)
  const inbox = besides.includes('in_app')
    ? [{ ...short, channel: 'in_app' as const, address: mail.userId }]
    : []
  const numbers = wanted('sms') && mobile !== undefined ? [mobile] : []
  const browsers = wanted('push') ? push : []
  return [
    ...inbox,
    ...numbers.map((address) => ({ ...short, channel: 'sms' as const, address, dueAt })),
    ...browsers.map(({ id: address }) => ({ ...short, channel: 'push' as const, address, dueAt })),
  ]
}

function shortOf({ template, userId, orderId, locale, fact, data }: NewMessage) {
  const values = Object.fromEntries(
    shownShort.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])),
  )
  return { fact, template, userId, orderId, locale, data: values }
}
