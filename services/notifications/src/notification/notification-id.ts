import { createHash } from 'node:crypto'
import type { Facts } from './notification.ts'

type Identity = Pick<Facts, 'fact' | 'template' | 'channel'> & { readonly recipient: string }

/**
 * The id of a message, derived from what makes it one: however often a fact is told, there is one message of it for a template,
 * a channel and a recipient.
 * @example notificationIdOf({ fact: 'order_shipped/ord_X', template: 'order_shipped', channel: 'email', recipient: 'usr_X' })
 */
export function notificationIdOf({ fact, template, channel, recipient }: Identity): string {
  const key = JSON.stringify([fact, template, channel, recipient])
  return `ntf_${createHash('sha256').update(key).digest('base64url').slice(0, 27)}`
}
