import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../../messages/messages.ts'
import { Picture } from '../../../ui/picture.tsx'
import { PriceTag } from '../../../ui/price-tag.tsx'
import { colourOf, isColourOption } from '../../../ui/swatch.ts'
import styles from './product-card.module.css'
import { QuickAdd } from './quick-add.client.tsx'
import { quickSkuOf } from './quick-sku.ts'

type ProductCardProps = {
  readonly product: ProductSummary
  readonly locale: Locale
  /** In the first row: its picture is loaded at once. */
  readonly isFirst: boolean
}

/** A product in a list: one link, its picture with the price on its edge, name, brand, what is left; and a way into the cart where nothing is to be chosen. */
export function ProductCard({ product, locale, isFirst }: ProductCardProps) {
  const { product: m } = messagesOf(locale)
  const { text, lang } = readText(product.title, locale)
  const isRange = product.price.amount !== product.priceMax.amount
  const quickSku = quickSkuOf(product)
  return (
    <article className={styles.card}>
      <div className={styles.ground}>
        <Picture
          path={product.imagePath}
          alt=""
          sizes="(width < 600px) 46vw, (width < 1000px) 30vw, 300px"
          isFirst={isFirst}
          className={styles.picture}
        />
      </div>
      <div className={styles.price}>
        <PriceTag
          price={product.price}
          locale={locale}
          from={isRange ? m.from : undefined}
          before={product.compareAtPrice}
        />
      </div>
      <h3 className={styles.title}>
        <Link href={`/${locale}/p/${product.slug}`} prefetch={false} lang={lang}>
          {text}
        </Link>
      </h3>
      <div className={styles.facts}>
        {product.brand && <span>{product.brand}</span>}
        <Swatches product={product} />
      </div>
      <Stock available={product.available} inStock={product.inStock} locale={locale} />
      {quickSku !== undefined && <QuickAdd sku={quickSku} title={text} locale={locale} />}
    </article>
  )
}

/** The colours that it comes in, when there are several. */
function Swatches({ product }: { readonly product: ProductSummary }) {
  const option = product.options.find(({ name }) => isColourOption(name))
  const colours = option?.values.map((value) => ({ value, colour: colourOf(value) })) ?? []
  const shown = colours.filter(({ colour }) => colour !== undefined)
  if (shown.length < 2) return null
  return (
    <ul className={styles.swatches}>
      {shown.slice(0, 6).map(({ value, colour }) => (
        <li key={value} style={{ background: colour }}>
          <span className="hidden">{value}</span>
        </li>
      ))}
    </ul>
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
