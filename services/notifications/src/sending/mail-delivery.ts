import { readPaper } from '@comptoir/contracts/billing/routes'
import { readPaymentLink } from '@comptoir/contracts/orders/by-staff/payment-link-routes'
import { makeOrderLink } from '@comptoir/contracts/orders/guest-routes'
import { readOrderContact, readReceiptFile } from '@comptoir/contracts/orders/internal-routes'
import type { FileContent } from '@comptoir/contracts/platform/file-content'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { accountMessageOf } from '../facts/account-facts.ts'
import { isCartGone } from '../facts/cart-facts.ts'
import { conversationMailOf } from '../facts/conversation-facts.ts'
import { wishTokenOf } from '../facts/stock-facts.ts'
import { isMarketing } from '../notification/categories.ts'
import type { Attachment, Sending } from '../notification/notification.ts'
import type { ReachOf } from '../recipients/reach.ts'
import { unsubscribeHeaders } from '../suppression/unsubscribe.ts'
import {
  accountLinkUrlOf,
  conversationUrlOf,
  guestLinkUrlOf,
  isOfConversation,
  needsToken,
  paymentLinkUrlOf,
  wishLinksOf,
} from '../templates/links.ts'
import type { MessageRenderer } from '../templates/message-renderer.ts'
import type { Deliver, Sent } from './delivery.ts'
import type { Mail, MailFile, SendMail } from './mail.ts'

export type MailDeliveryOptions = {
  readonly sendMail: SendMail
  readonly render: MessageRenderer
  readonly orders: Client
  readonly billing: Client
  readonly accounts: Client
  readonly inventory: Client
  readonly carts: Client
  readonly support: Client
  readonly shopUrl: string
  /** What stands behind the @ of message ids. */
  readonly mailDomain: string
  readonly reachOf: ReachOf
  readonly unsubscribeUrlOf: (userId: string) => string
}

/**
 * Sends one mail. What must not be stored, as a link that opens an order, is made now; files are fetched now. Nothing is sent when
 * there is nothing to say any more.
 */
export function createMailDelivery(options: MailDeliveryOptions): Deliver {
  return async function deliver(id, message) {
    const ended = await reasonNotToSend(options, message)
    if (ended) return { ended }
    const secrets = await secretsOf(options, message)
    if (!secrets) return { ended: skipped('the link is not asked for any more') }
    const mail = await mailOf(options, { id, message, secrets })
    await options.sendMail(mail)
    return {}
  }
}

type Ended = NonNullable<Sent['ended']>
const skipped = (reason: string): Ended => ({ status: 'skipped', reason })

async function reasonNotToSend(
  options: MailDeliveryOptions,
  message: Sending,
): Promise<Ended | undefined> {
  if (await isSettled(options, message)) return skipped('the order is paid or ended')
  if (await isCartGone(options.carts, message)) return skipped('the cart is another now')
  if (!isMarketing(message)) return undefined
  const reach = await options.reachOf(message.userId)
  return reach?.marketing.includes('email') ? undefined : skipped('there is no consent any more')
}

type Written = { id: string; message: Sending; secrets: Readonly<Record<string, unknown>> }

async function mailOf(options: MailDeliveryOptions, written: Written): Promise<Mail> {
  const { id, message, secrets } = written
  const attachments = message.attachments ?? []
  const files = await Promise.all(attachments.map((file) => fetchFile(options, file)))
  const unsubscribeUrl = options.unsubscribeUrlOf(message.userId)
  const values = { ...secrets, ...(isMarketing(message) && { unsubscribeUrl }) }
  const { subject, html = '', text } = await options.render(message, values)
  return {
    messageId: `<${id}.${message.sends}@${options.mailDomain}>`,
    ...{ to: message.address, subject, html, text, files },
    headers: isMarketing(message) ? unsubscribeHeaders(unsubscribeUrl) : {},
  }
}

const unpaid: ReadonlySet<string> = new Set(['pending', 'awaiting_payment'])

async function isSettled({ orders }: MailDeliveryOptions, message: Sending): Promise<boolean> {
  const { onlyWhileUnpaid, orderId } = message
  if (!onlyWhileUnpaid || orderId === undefined) return false
  const { status } = await orders(readOrderContact, { params: { orderId } })
  return !unpaid.has(status)
}

/** What a message shows and nobody keeps; none when what it is about is gone. */
async function secretsOf(
  options: MailDeliveryOptions,
  message: Sending,
): Promise<Record<string, unknown> | undefined> {
  if (isOfConversation(message.template)) return await conversationValues(options, message)
  if (needsToken(message.template)) return await accountSecrets(options, message)
  const { orders, inventory, shopUrl } = options
  const { template, orderId, data, locale } = message
  const { linkId, wishId } = data
  if (typeof wishId === 'string') {
    const token = await wishTokenOf(inventory, wishId)
    return token === undefined ? undefined : wishLinksOf(shopUrl, locale, token)
  }
  if (orderId === undefined || typeof linkId !== 'string') return {}
  const params = { orderId, linkId }
  if (template === 'order_link') {
    const made = await orders(makeOrderLink, { params }).catch(noneIfGone)
    return made && { link: guestLinkUrlOf(shopUrl, locale, made.link) }
  }
  const made = await orders(readPaymentLink, { params }).catch(noneIfGone)
  return made && { link: paymentLinkUrlOf(shopUrl, locale, made.link) }
}

function noneIfGone(error: unknown): undefined {
  if (!isRefusal(error, 'not_found')) throw error
}

async function accountSecrets(
  { accounts, shopUrl }: MailDeliveryOptions,
  message: Sending,
): Promise<Record<string, unknown> | undefined> {
  const { messageId } = message.data
  if (typeof messageId !== 'string') return undefined
  const { token } = (await accountMessageOf(accounts, messageId)) ?? {}
  const link = token && accountLinkUrlOf(shopUrl, message, token)
  return link ? { link } : undefined
}

/** What was said, and the link to it, for this mail alone. */
async function conversationValues(
  { support, shopUrl }: MailDeliveryOptions,
  { data, locale }: Sending,
): Promise<Record<string, unknown> | undefined> {
  const { conversationId, mailId } = data
  if (typeof conversationId !== 'string' || typeof mailId !== 'string') return undefined
  const mail = await conversationMailOf(support, { conversationId, mailId })
  if (!mail) return undefined
  const said = mail.lines.map((line) => ({ ...line, paragraphs: line.body.split(/\n+/) }))
  const link = conversationUrlOf(shopUrl, { ...mail, locale })
  return { said, link, unanswered: mail.unanswered === true }
}

async function fetchFile(
  { orders, billing }: MailDeliveryOptions,
  { kind, id }: Attachment,
): Promise<MailFile> {
  const file =
    kind === 'paper'
      ? await billing(readPaper, { params: { paperId: id } })
      : await orders(readReceiptFile, { params: { withdrawalId: id } })
  return toMailFile(file)
}

const toMailFile = ({ name, contentType, base64 }: FileContent): MailFile => ({
  ...{ name, contentType, content: Buffer.from(base64, 'base64') },
})
