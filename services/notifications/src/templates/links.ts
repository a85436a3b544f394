import type { Locale } from '@comptoir/contracts/common'
import { isGuestId } from '@comptoir/contracts/ids'

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

/** A page that opens an order by a link. The secret is behind the `#`: no server and no log sees it. */
export const guestLinkUrlOf = (shopUrl: string, locale: Locale, link: string): string =>
  `${shopUrl}/${locale}/track#link=${encodeURIComponent(link)}`
