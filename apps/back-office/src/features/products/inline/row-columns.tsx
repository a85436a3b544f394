import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import type { Locale } from '../../../messages/messages.ts'
import type { ProductsTexts } from '../../../messages/products/products.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { availableColumn, priceRange, skuColumn, titleColumn } from '../list/product-columns.tsx'
import { PriceCell, ResultCell, StatusCell, ThresholdCell } from './row-cells.tsx'

type Given = {
  readonly texts: ProductsTexts
  readonly locale: Locale
  /** Whether who works here may set thresholds. */
  readonly hasStock: boolean
}

/** The columns of the list while its rows are changed in their place. */
export function rowColumns({ texts, locale, hasStock }: Given): Column<ProductSummary>[] {
  const given = { texts, locale, categoryName: String }
  const { columns, statuses } = texts
  const threshold: Column<ProductSummary> = {
    ...{ id: 'threshold', header: columns.threshold, text: () => '' },
    cell: (product) => <ThresholdCell product={product} />,
  }
  return [
    titleColumn(given),
    skuColumn(given),
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: (product) => <StatusCell product={product} />,
    },
    {
      ...{ id: 'price', header: columns.price, sort: { up: 'price', down: '-price' } },
      cell: (product) => <PriceCell product={product} />,
      text: (product) => priceRange(product, locale),
    },
    ...(hasStock ? [threshold] : []),
    availableColumn(given),
    {
      ...{ id: 'result', header: columns.result, text: () => '' },
      cell: (product) => <ResultCell product={product} />,
    },
  ]
}
