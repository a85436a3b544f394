import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { PriceTag } from '../../ui/price-tag.tsx'
import { chosenVariant } from './choose-variant.ts'
import { Facts } from './facts.tsx'
import { Gallery } from './gallery.tsx'
import styles from './product-detail.module.css'
import { Safety } from './safety.tsx'
import { VariantChoice } from './variant-choice.tsx'

type ProductDetailProps = {
  readonly product: ProductView
  readonly locale: Locale
  /** The variant that the address names. */
  readonly sku: string | undefined
}

/** Few: a shopper may want to know. */
const fewAtMost = 5

/** A product with the variant that was chosen: works without a script. */
export function ProductDetail({ product, locale, sku }: ProductDetailProps) {
  const { product: m } = messagesOf(locale)
  const chosen = chosenVariant(product.variants, sku)
  if (!chosen) return null
  const title = readText(product.title, locale)
  const description = product.description && readText(product.description, locale)
  return (
    <article className={styles.product}>
      <Gallery images={product.images} title={title.text} locale={locale} />
      <div className={styles.buy}>
        {product.brand && <p className={styles.brand}>{product.brand}</p>}
        <h1 lang={title.lang}>{title.text}</h1>
        <PriceTag
          price={chosen.price}
          locale={locale}
          before={chosen.compareAtPrice}
          size="large"
        />
        <p className={styles.small}>
          {m.taxIncluded}
          {chosen.lowestPriceOf30Days && (
            <> · {m.lowestPrice(formatMoney(chosen.lowestPriceOf30Days, locale))}</>
          )}
        </p>
        <VariantChoice product={product} chosen={chosen} locale={locale} />
        <p className={chosen.inStock ? styles.stock : styles.out}>{stockWord(chosen, locale)}</p>
        <p className={styles.small}>{product.withdrawalExclusion ? m.noReturns : m.returns}</p>
      </div>
      <div className={styles.more}>
        {description && (
          <section>
            <h2>{m.description}</h2>
            <p className={styles.text} lang={description.lang}>
              {description.text}
            </p>
          </section>
        )}
        <Facts product={product} sku={chosen.sku} locale={locale} />
        {product.safety && <Safety safety={product.safety} locale={locale} />}
      </div>
    </article>
  )
}

function stockWord(
  { inStock, available }: { inStock: boolean; available: number },
  locale: Locale,
) {
  const { product: m } = messagesOf(locale)
  if (!inStock) return m.out
  return available <= fewAtMost ? m.lastOnes(available) : m.inStock
}
