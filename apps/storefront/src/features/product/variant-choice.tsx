import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { colourOf, isColourOption } from '../../ui/swatch.ts'
import { attributeLabel } from '../catalogue/attribute-label.ts'
import { type Variant, variantWith } from './choose-variant.ts'
import styles from './variant-choice.module.css'

type VariantChoiceProps = {
  readonly product: ProductView
  readonly chosen: Variant
  readonly locale: Locale
}

/** The options of a product: each value is a link to its variant, which the address names. */
export function VariantChoice({ product, chosen, locale }: VariantChoiceProps) {
  if (product.variants.length < 2) return null
  const { product: m } = messagesOf(locale)
  return product.options.map(({ name, values }) => (
    <section key={name} className={styles.option} aria-label={attributeLabel(name, locale)}>
      <p className={styles.name}>
        {m.option(attributeLabel(name, locale))} <b>{chosen.options[name]}</b>
      </p>
      <ul>
        {values.map((value) => (
          <li key={value}>
            <Value {...{ product, chosen, locale, name, value }} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

type ValueProps = VariantChoiceProps & { readonly name: string; readonly value: string }

function Value({ product, chosen, locale, name, value }: ValueProps) {
  const { product: m } = messagesOf(locale)
  const variant = variantWith(product.variants, chosen, name, value)
  const isOut = variant?.inStock !== true
  const colour = isColourOption(name) ? colourOf(value) : undefined
  const text = (
    <>
      {colour && <span className={styles.swatch} style={{ background: colour }} />}
      {isOut ? `${value} (${m.unavailable})` : value}
    </>
  )
  if (!variant) return <span className={styles.gone}>{text}</span>
  return (
    <Link
      href={`/${locale}/p/${product.slug}?sku=${encodeURIComponent(variant.sku)}`}
      prefetch={false}
      scroll={false}
      replace
      aria-current={chosen.options[name] === value || undefined}
      className={isOut ? styles.out : undefined}
    >
      {text}
    </Link>
  )
}
