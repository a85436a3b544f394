import type { TaxPreview } from '@comptoir/contracts/billing/tax-schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { formatRate } from '@comptoir/site/rate'
import { useLocale } from '../../../office.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { useTaxWords } from '../use-tax-words.ts'
import { placeName } from './rate-names.ts'

/** The rule that a basket falls under, and its sums. */
export function PreviewResult({ preview }: { readonly preview: TaxPreview }) {
  const { preview: texts } = useTaxWords()
  const locale = useLocale()
  const { tax, totals, note } = preview
  const place = tax.region ?? tax.countryCode
  const mention = readText(note, locale)
  return (
    <section>
      <h3>{texts.result}</h3>
      <Facts
        rows={[
          [texts.treatment, texts.treatments[tax.treatment]],
          [texts.charged, place ? placeName(place, locale) : texts.nobody],
          [texts.items, formatMoney(totals.itemsSubtotal, locale)],
          [texts.shipping, formatMoney(totals.shipping, locale)],
          ...totals.vatByRate.map(
            ({ vatRateBps, vat }) =>
              [texts.vat(formatRate(vatRateBps, locale)), formatMoney(vat, locale)] as const,
          ),
          [texts.vatTotal, formatMoney(totals.vatTotal, locale)],
          [texts.total, <strong key="total">{formatMoney(totals.grandTotal, locale)}</strong>],
          [
            texts.note,
            note ? (
              <span key="note" lang={mention.lang}>
                {mention.text}
              </span>
            ) : (
              ''
            ),
          ],
        ]}
      />
    </section>
  )
}
