import { formatMoney } from '@comptoir/site/money'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { type Choice, toggled, toggledAttribute } from './facet-url.ts'

/** One thing that narrows a list, in words, and the choice without it. */
export type Narrowing = { readonly text: string; readonly without: Choice }

/** Everything that narrows a list, in the order of its facets. */
export function narrowings(choice: Choice, locale: Locale): readonly Narrowing[] {
  const { listing: m } = messagesOf(locale)
  const first: Choice = { ...choice, page: 1 }
  const { min: _min, max: _max, ...anyPrice } = first
  const price = priceText(choice, locale)
  return [
    ...(choice.inStock ? [{ text: m.inStock, without: { ...first, inStock: false } }] : []),
    ...(price === undefined ? [] : [{ text: price, without: anyPrice }]),
    ...choice.brands.map((brand) => ({
      text: brand,
      without: { ...first, brands: toggled(choice.brands, brand) },
    })),
    ...Object.entries(choice.attributes).flatMap(([name, values]) =>
      values.map((value) => ({
        text: value,
        without: { ...first, attributes: toggledAttribute(choice, name, value) },
      })),
    ),
  ]
}

function priceText({ min, max }: Choice, locale: Locale): string | undefined {
  const { listing: m } = messagesOf(locale)
  const said = (amount: number) => formatMoney({ amount, currency: 'EUR' }, locale)
  if (min !== undefined && max !== undefined) return m.between(said(min), said(max))
  if (min !== undefined) return m.over(said(min))
  return max === undefined ? undefined : m.under(said(max))
}
