import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Picture } from '../../ui/picture.tsx'
import { PriceTag } from '../../ui/price-tag.tsx'
import styles from './product-card.module.css'

type ProductCardProps = {
  readonly product: ProductSummary
  readonly locale: Locale
  /** In the first row: its picture is loaded at once. */
  readonly isFirst: boolean
}

/** A product in a list: one link, its picture, name, brand, price and what is left. */
export function ProductCard({ product, locale, isFirst }: ProductCardProps) {
  const { product: m } = messagesOf(locale)
  const { text, lang } = readText(product.title, locale)
  const isRange = product.price.amount !== product.priceMax.amount
  return (
    <article className={styles.card}>
      <div className={styles.ground}>
        <Picture
          path={product.imagePath}
          alt=""
          sizes="(width < 600px) 46vw, (width < 1000px) 30vw, 290px"
          isFirst={isFirst}
          className={styles.picture}
        />
      </div>
      {product.brand && <p className={styles.brand}>{product.brand}</p>}
      <h3 className={styles.title}>
        <Link href={`/${locale}/p/${product.slug}`} prefetch={false} lang={lang}>
          {text}
        </Link>
      </h3>
      <PriceTag
        price={product.price}
        locale={locale}
        from={isRange ? m.from : undefined}
        before={product.compareAtPrice}
      />
      <Stock available={product.available} inStock={product.inStock} locale={locale} />
    </article>
  )
}

/** Few: a shopper may want to know. */
const fewAtMost = 5

type StockProps = { readonly available: number; readonly inStock: boolean; readonly locale: Locale }

function Stock({ available, inStock, locale }: StockProps) {
  const { product: m } = messagesOf(locale)
  if (!inStock) return <p className={styles.out}>{m.out}</p>
  if (available > fewAtMost) return null
  return <p className={styles.few}>{m.lastOnes(available)}</p>
}
