import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Picture } from '../../ui/picture.tsx'
import { PriceTag } from '../../ui/price-tag.tsx'
import styles from './lead.module.css'

type LeadProps = { readonly locale: Locale; readonly product: ProductSummary | undefined }

/** What the shop is about, led by the picture of its newest product. */
export function Lead({ locale, product }: LeadProps) {
  const { home_: m } = messagesOf(locale)
  const title = product && readText(product.title, locale)
  return (
    <section className={styles.lead}>
      <div className={styles.words}>
        <h1>{m.lead}</h1>
        <p>{m.leadText}</p>
        <Link href={`/${locale}/search?sort=newest`} prefetch={false} className={styles.button}>
          {m.leadLink}
        </Link>
      </div>
      {product && title && (
        <Link href={`/${locale}/p/${product.slug}`} prefetch={false} className={styles.product}>
          <Picture
            path={product.imagePath}
            alt=""
            sizes="(width < 800px) 92vw, 600px"
            isFirst
            className={styles.picture}
          />
          <span className={styles.caption}>
            <span lang={title.lang}>{title.text}</span>
            <PriceTag price={product.price} locale={locale} />
          </span>
        </Link>
      )}
    </section>
  )
}
