import type { Locale } from '@comptoir/contracts/common'
import { emailKeyOf } from '@comptoir/contracts/email'
import type { StockAlertRaised } from '@comptoir/contracts/inventory/events'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'

/** Who of the shop is told of stock. */
export type StockRecipient = { readonly email: string; readonly locale: Locale }

/** Stock crossed a threshold: once for each time that it did, which the version of the stock tells apart. */
export function messagesOfStockAlert(
  { sku, kind, available }: z.output<typeof StockAlertRaised.schema>,
  version: number,
  { email: address, locale }: StockRecipient,
): NewMessage[] {
  const fact = `stock/${sku}/${kind}/${version}`
  const to = { userId: emailKeyOf(address), address, locale, channel: 'email' } as const
  return [{ fact, template: 'stock_alert', ...to, data: { sku, kind, available } }]
}
