import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { ProductGrid } from '../catalogue/card/product-grid.tsx'
import styles from './related.module.css'

type RelatedProps = { readonly products: readonly ProductSummary[]; readonly locale: Locale }

/** What is like the product that is shown; nothing where nothing is. */
export function Related({ products, locale }: RelatedProps) {
  if (products.length === 0) return null
  return (
    <section aria-labelledby="related" className={styles.related}>
      <h2 id="related">{messagesOf(locale).product.related}</h2>
      <ProductGrid products={products} locale={locale} isFirst={false} />
    </section>
  )
}
