import type { Locale } from '../messages/messages.ts'

/** Where orders are: of the account, or of a guest who has their link. */
export const ordersPath = (locale: Locale, isOfAccount: boolean): string =>
  isOfAccount ? `/${locale}/account/orders` : `/${locale}/orders`
