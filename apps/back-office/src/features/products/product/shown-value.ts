import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import { bothTexts } from '../../../ui/fields/localized-text.ts'
import { useCategories } from '../use-categories.ts'
import type { ProductValues } from './product-values.ts'

type Field = keyof ProductValues & string

/** A value of the form in words, where two versions of a product stand side by side. */
export function useShownValue() {
  const locale = useLocale()
  const { nameOf } = useCategories()
  const shown: { readonly [K in Field]?: (value: ProductValues[K]) => string } = {
    title: bothTexts,
    description: bothTexts,
    categoryIds: (ids) => ids.map(nameOf).join(', '),
    attributes: (rows) => rows.map(({ name, value }) => `${name} = ${value}`).join(', '),
    options: (all) => all.map(({ name, values }) => `${name} (${values.join(', ')})`).join(' · '),
    variants: (rows) =>
      rows
        .map(
          ({ sku, price }) =>
            `${sku} ${formatMoney({ amount: price ?? 0, currency: 'EUR' }, locale)}`,
        )
        .join(', '),
    seo: ({ title, description }) => [bothTexts(title), bothTexts(description)].join(' — '),
    safety: ({ manufacturer, responsible }) =>
      [manufacturer.name, responsible.name].filter(Boolean).join(' · '),
  }
  return <K extends Field>(field: K, value: ProductValues[K]): string => {
    const say = shown[field]
    return say ? say(value) : String(value)
  }
}
