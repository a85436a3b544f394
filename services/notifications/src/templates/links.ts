import type { Locale } from '@comptoir/contracts/common'
import { isGuestId } from '@comptoir/contracts/ids'
import type { TemplateKey } from '@comptoir/contracts/notifications/schemas'

export type LinkedOrder = {
  readonly userId: string
  readonly orderId?: string | undefined
  readonly locale: Locale
}

/** Where the shop shows an order: to who has an account, or to a guest, who says number and email there. */
export function orderUrlOf(shopUrl: string, { userId, orderId, locale }: LinkedOrder): string {
  const isOfAccount = orderId !== undefined && !isGuestId(userId)
  const page = isOfAccount ? `account/orders/${encodeURIComponent(orderId)}` : 'track'
  return `${shopUrl}/${locale}/${page}`
}

const pages: Readonly<Partial<Record<TemplateKey, string>>> = {
  verify_email: 'account/verify-email',
  confirm_new_email: 'account/verify-email',
  reset_password: 'account/reset-password',
  invitation: 'account/invitation',
}

/** The page of a message of accounts that comes with a token; none of any other. The token is behind the `#`, as that of an order. */
export function accountLinkUrlOf(
  shopUrl: string,
  { template, locale }: { readonly template: TemplateKey; readonly locale: Locale },
  token: string,
): string | undefined {
  const page = pages[template]
  return page && `${shopUrl}/${locale}/${page}#token=${encodeURIComponent(token)}`
}

/** Whether a message of accounts is nothing without the token of its link. */
export const needsToken = (template: TemplateKey): boolean => pages[template] !== undefined

/** The pages that confirm a wish for stock, and take it back. */
export const wishLinksOf = (shopUrl: string, locale: Locale, token: string) => ({
  link: `${shopUrl}/${locale}/stock-wish#confirm=${encodeURIComponent(token)}`,
  withdrawLink: `${shopUrl}/${locale}/stock-wish#withdraw=${encodeURIComponent(token)}`,
})

/** The page of a product that a message is about, with the variant chosen. */
export function productUrlOf(
  shopUrl: string,
  { data, locale }: { readonly data: Readonly<Record<string, unknown>>; readonly locale: Locale },
): string | undefined {
  const { productId, sku } = data
  if (typeof productId !== 'string' || typeof sku !== 'string') return undefined
  return `${shopUrl}/${locale}/p/${encodeURIComponent(productId)}?sku=${encodeURIComponent(sku)}`
}

/** The page that pays by a link. The secret is behind the `#`: no server and no log sees it. */
export const paymentLinkUrlOf = (shopUrl: string, locale: Locale, link: string): string =>
  `${shopUrl}/${locale}/pay#link=${encodeURIComponent(link)}`

/** A page that opens an order by a link. The secret is behind the `#`: no server and no log sees it. */
export const guestLinkUrlOf = (shopUrl: string, locale: Locale, link: string): string =>
  `${shopUrl}/${locale}/track#link=${encodeURIComponent(link)}`

/** Whether a message says what was said in a conversation with support. */
export const isOfConversation = (template: TemplateKey): boolean =>
  template === 'conversation_answer' || template === 'conversation_transcript'

type LinkedConversation = {
  readonly conversationId: string
  readonly token?: string | undefined
  readonly locale: Locale
}

/** The page of a conversation: of a guest's with its token, behind the `#` as all secrets. */
export function conversationUrlOf(
  shopUrl: string,
  { conversationId, token, locale }: LinkedConversation,
): string {
  const page = `${shopUrl}/${locale}/support/${encodeURIComponent(conversationId)}`
  return token === undefined ? page : `${page}#token=${encodeURIComponent(token)}`
}
