import type { ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../messages/messages.ts'
import { returnMessages } from '../../messages/returns.ts'
import { labelPriceOf } from './return-wish.ts'

/** What the way back costs, as the policy says. */
export function labelText(
  policy: ReturnPolicy,
  lines: readonly { readonly reason: string }[],
  locale: Locale,
): string {
  const m = returnMessages(locale)
  const price = labelPriceOf(policy, lines)
  return price.amount === 0 ? m.labelFree : m.labelCost(formatMoney(price, locale))
}
