import type { Money } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../../messages/messages.ts'
import type { ProductsTexts } from '../../../messages/products/products.ts'

type Shown = Readonly<Record<string, unknown>>

/** One thing of a product before and after a change, in words. */
export type Difference = { readonly what: string; readonly before: string; readonly after: string }

type Words = {
  readonly texts: ProductsTexts
  readonly locale: Locale
  readonly categoryName: (categoryId: string) => string
}

type Price = { readonly sku: string; readonly price: Money; readonly former: Money | null }

/** What a change does to a product, one line for each thing; prices one line for each SKU that changes. */
export function differencesOf(before: Shown, after: Shown, words: Words): readonly Difference[] {
  return Object.keys(after).flatMap((field) =>
    field === 'prices'
      ? priceDifferences(before, after, words)
      : [
          {
            what: lookUp(words.texts.bulk.fields, field) ?? field,
            before: inWords(field, before[field], words),
            after: inWords(field, after[field], words),
          },
        ],
  )
}

function priceDifferences(before: Shown, after: Shown, { texts, locale }: Words) {
  const [was, is] = [before, after].map(({ prices }) => (prices ?? []) as readonly Price[])
  const said = (one: Price | undefined): string => {
    if (!one) return texts.bulk.nothing
    const price = formatMoney(one.price, locale)
    return one.former ? texts.bulk.withFormer(price, formatMoney(one.former, locale)) : price
  }
  return (is ?? []).flatMap((one) => {
    const old = was?.find(({ sku }) => sku === one.sku)
    const line = { what: one.sku, before: said(old), after: said(one) }
    return line.before === line.after ? [] : [line]
  })
}

function inWords(field: string, value: unknown, { texts, categoryName }: Words): string {
  if (value === null || value === undefined || value === '') return texts.bulk.nothing
  if (field === 'status') return lookUp(texts.statuses, String(value)) ?? String(value)
  if (field === 'visibility') return lookUp(texts.visibilities, String(value)) ?? String(value)
  if (Array.isArray(value))
    return value.map((one) => categoryName(String(one))).join(', ') || texts.bulk.nothing
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value).map(([name, one]) => `${name} = ${String(one)}`)
  return entries.join(', ') || texts.bulk.nothing
}
