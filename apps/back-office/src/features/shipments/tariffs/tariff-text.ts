import type { Tariff } from '@comptoir/contracts/shipping/tariff-schemas'
import { formatMoney } from '@comptoir/site/money'
import type { TariffMessages } from '../../../messages/logistics/tariffs.ts'
import type { Locale } from '../../../messages/messages.ts'

/** A tariff in a line: `dès 4,90 € · gratuit dès 60,00 € · 2 à 4 jours`. */
export function tariffText(
  { tiers, freeFrom, deliveryDays }: Tariff,
  texts: TariffMessages,
  locale: Locale,
): string {
  const euros = (amount: number) => formatMoney({ amount, currency: 'EUR' }, locale)
  const { min, max } = deliveryDays
  return [
    texts.from(euros(tiers[0]?.price ?? 0)),
    freeFrom === undefined ? undefined : texts.free(euros(freeFrom)),
    texts.days(min, max),
  ]
    .filter(Boolean)
    .join(' · ')
}
