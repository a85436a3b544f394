import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Arrow } from '../../ui/icons.tsx'
import { Picture } from '../../ui/picture.tsx'
import { PriceTag } from '../../ui/price-tag.tsx'
import styles from './lead.module.css'

type LeadProps = { readonly locale: Locale; readonly products: readonly ProductSummary[] }

/** What the shop is about, and its newest goods side by side on one counter. */
export function Lead({ locale, products }: LeadProps) {
  const { home_: m } = messagesOf(locale)
  return (
    <section>
      <div className={styles.words}>
        <h1>{m.lead}</h1>
        <div>
          <p>{m.leadText}</p>
          <Link href={`/${locale}/search?sort=newest`} prefetch={false} className={styles.button}>
            {m.leadLink} <Arrow />
          </Link>
        </div>
      </div>
      {products.length > 0 && (
        <ul className={styles.counter}>
          {products.map((product, at) => (
            <li key={product.productId}>
              <OnCounter product={product} locale={locale} isFirst={at < 2} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type OnCounterProps = {
  readonly product: ProductSummary
  readonly locale: Locale
  readonly isFirst: boolean
}

function OnCounter({ product, locale, isFirst }: OnCounterProps) {
  const { text, lang } = readText(product.title, locale)
  return (
    <Link href={`/${locale}/p/${product.slug}`} prefetch={false}>
      <span className={styles.ground}>
        <Picture
          path={product.imagePath}
          alt=""
          sizes="(width < 800px) 50vw, 320px"
          isFirst={isFirst}
          className={styles.picture}
        />
      </span>
      <span className={styles.label} lang={lang}>
        {text}
      </span>
      <span className={styles.tag}>
        <PriceTag price={product.price} locale={locale} />
      </span>
    </Link>
  )
}
