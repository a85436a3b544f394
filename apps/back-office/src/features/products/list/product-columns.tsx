import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { ProductsTexts } from '../../../messages/products/products.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Picture } from '../picture.tsx'
import { productTones } from '../product-tones.ts'
import classes from '../products.module.css'

/** The columns that are shown when nobody chose. */
export const usualColumns = ['title', 'status', 'price', 'available', 'sku', 'brand'] as const

type Given = {
  readonly texts: ProductsTexts
  readonly locale: Locale
  readonly categoryName: (categoryId: string) => string
}

const both = (name: string) => ({ up: name, down: `-${name}` })

/** What is asked for a product: from the lowest to the highest price of its variants. */
export function priceRange({ price, priceMax }: ProductSummary, locale: Locale): string {
  const lowest = formatMoney(price, locale)
  return price.amount === priceMax.amount ? lowest : `${lowest} – ${formatMoney(priceMax, locale)}`
}

export const titleOf = ({ title }: Pick<ProductSummary, 'title'>, locale: Locale) =>
  readText(title, locale)

/** The column that names a product, and opens it. */
export function titleColumn({ texts, locale }: Given): Column<ProductSummary> {
  return {
    ...{ id: 'title', header: texts.columns.title, sort: { up: 'title', down: 'title' } },
    cell: (product) => {
      const { text, lang } = titleOf(product, locale)
      return (
        <span className={classes['named']}>
          <Picture path={product.imagePath} width={80} alt="" />
          <Link
            to="/products/$productId/$tab"
            params={{ productId: product.productId, tab: 'texts' }}
            search={true}
            lang={lang}
          >
            {text}
          </Link>
        </span>
      )
    },
    text: (product) => titleOf(product, locale).text,
  }
}

export function skuColumn({ texts }: Given): Column<ProductSummary> {
  const said = ({ skus }: ProductSummary) =>
    skus.length > 1 ? texts.moreSkus(skus[0] ?? '', skus.length - 1) : (skus[0] ?? '')
  return {
    ...{ id: 'sku', header: texts.columns.sku, sort: both('sku'), cell: said },
    text: ({ skus }) => skus.join(' '),
  }
}

export const availableColumn = ({ texts }: Given): Column<ProductSummary> => ({
  ...{ id: 'available', header: texts.columns.available, isAmount: true },
  cell: ({ available }) => available,
  text: ({ available }) => String(available),
})

/** The columns of the list of products. */
export function productColumns(of: Given): Column<ProductSummary>[] {
  const { texts, locale, categoryName } = of
  const { columns, statuses } = texts
  const categories = ({ categoryIds }: ProductSummary) => categoryIds.map(categoryName).join(', ')
  return [
    titleColumn(of),
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={productTones[status]} />,
    },
    {
      ...{ id: 'price', header: columns.price, isAmount: true, sort: both('price') },
      cell: (product) => priceRange(product, locale),
      text: (product) => priceRange(product, locale),
    },
    availableColumn(of),
    skuColumn(of),
    {
      ...{ id: 'brand', header: columns.brand, text: ({ brand }) => brand ?? '' },
      cell: ({ brand }) => brand,
    },
    { ...{ id: 'categories', header: columns.categories, cell: categories, text: categories } },
    {
      ...{ id: 'vendor', header: columns.vendor, text: ({ vendorId }) => vendorId ?? '' },
      cell: ({ vendorId }) => vendorId ?? texts.ownShop,
    },
    {
      ...{ id: 'slug', header: columns.slug, text: ({ slug }) => slug },
      cell: ({ slug }) => slug,
    },
  ]
}
