import type { Shop } from '@comptoir/contracts/admin/schemas'
import type { VendorTrader } from '@comptoir/contracts/admin/vendors/schemas'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { PriceTag } from '../../ui/price-tag.tsx'
import { BuyBox } from './buy-box.client.tsx'
import { chosenVariant, type Variant } from './choose-variant.ts'
import { Facts } from './facts.tsx'
import { Gallery } from './gallery.tsx'
import { shownImages } from './gallery-order.ts'
import styles from './product-detail.module.css'
import { Safety } from './safety.tsx'
import { stockOf } from './stock-saying.ts'
import { Trader } from './trader.tsx'
import { VariantChoice } from './variant-choice.tsx'

type ProductDetailProps = {
  readonly product: ProductView
  readonly locale: Locale
  /** The variant that the address names. */
  readonly sku: string | undefined
  readonly shop: Shop | undefined
  /** Who sells it, when it is not the shop. */
  readonly trader: VendorTrader | undefined
}

/** A product with the variant that was chosen: works without a script. */
export function ProductDetail({ product, locale, sku, shop, trader }: ProductDetailProps) {
  const chosen = chosenVariant(product.variants, sku)
  if (!chosen) return null
  const title = readText(product.title, locale)
  return (
    <article className={styles.product}>
      <Gallery
        images={shownImages(product.images, chosen.imagePath)}
        title={title.text}
        locale={locale}
      />
      <div className={styles.buy}>
        <Brand brand={product.brand} locale={locale} />
        <h1 lang={title.lang}>{title.text}</h1>
        <Price chosen={chosen} locale={locale} />
        <VariantChoice product={product} chosen={chosen} locale={locale} />
        <Buy chosen={chosen} locale={locale} />
        <Promises product={product} locale={locale} shop={shop} />
      </div>
      <More product={product} sku={chosen.sku} locale={locale} trader={trader} />
    </article>
  )
}

type BrandProps = { readonly brand: string | undefined; readonly locale: Locale }

function Brand({ brand, locale }: BrandProps) {
  if (!brand) return null
  return (
    <p className={styles.brand}>
      <Link href={`/${locale}/search?${new URLSearchParams({ brand })}`} prefetch={false}>
        {brand}
      </Link>
    </p>
  )
}

type ChosenProps = { readonly chosen: Variant; readonly locale: Locale }

function Price({ chosen, locale }: ChosenProps) {
  const { product: m } = messagesOf(locale)
  const { price, compareAtPrice, lowestPriceOf30Days: lowest } = chosen
  return (
    <>
      <div className={styles.price}>
        <PriceTag price={price} locale={locale} before={compareAtPrice} size="large" />
      </div>
      <p className={styles.small}>
        {m.taxIncluded}
        {lowest && <> · {m.lowestPrice(formatMoney(lowest, locale))}</>}
      </p>
    </>
  )
}

/** Stock as it is now, and the way into the cart. */
function Buy({ chosen, locale }: ChosenProps) {
  const { product: m } = messagesOf(locale)
  const words = { inStock: m.inStock, out: m.out }
  return <BuyBox sku={chosen.sku} locale={locale} stock={stockOf(chosen)} words={words} />
}

type PromisesProps = {
  readonly product: ProductView
  readonly locale: Locale
  readonly shop: Shop | undefined
}

/** What else one wants to know before one buys. */
function Promises({ product, locale, shop }: PromisesProps) {
  const { product: m } = messagesOf(locale)
  return (
    <ul className={styles.promises}>
      {shop && <li>{m.leavesToday(shop.cutOffTime)}</li>}
      <li>{product.withdrawalExclusion ? m.noReturns : m.returns(shop?.returnWindowDays ?? 14)}</li>
      <li>{m.payment}</li>
    </ul>
  )
}

type MoreProps = {
  readonly product: ProductView
  readonly sku: string
  readonly locale: Locale
  readonly trader: VendorTrader | undefined
}

function More({ product, sku, locale, trader }: MoreProps) {
  const { product: m } = messagesOf(locale)
  const description = product.description && readText(product.description, locale)
  return (
    <div className={styles.more}>
      <div>
        {description && (
          <section>
            <h2>{m.description}</h2>
            <p className={styles.text} lang={description.lang}>
              {description.text}
            </p>
          </section>
        )}
      </div>
      <div>
        <Facts product={product} sku={sku} locale={locale} />
      </div>
      {product.safety && <Safety safety={product.safety} locale={locale} />}
      {trader && <Trader trader={trader} locale={locale} />}
    </div>
  )
}
