import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import type { Locale } from '../../../messages/messages.ts'
import { ProductCard } from './product-card.tsx'
import styles from './product-grid.module.css'

type ProductGridProps = {
  readonly products: readonly ProductSummary[]
  readonly locale: Locale
  readonly isFirst?: boolean
}

/** Of the first row on a wide screen. */
const firstRow = 4

export function ProductGrid(props: ProductGridProps) {
  return (
    <ul className={styles.grid}>
      <ProductItems {...props} />
    </ul>
  )
}

/** The cards alone, for a list that grows. */
export function ProductItems({ products, locale, isFirst = true }: ProductGridProps) {
  return products.map((product, at) => (
    <li key={product.productId}>
      <ProductCard product={product} locale={locale} isFirst={isFirst && at < firstRow} />
    </li>
  ))
}
