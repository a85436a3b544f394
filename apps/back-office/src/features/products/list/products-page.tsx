import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { useMemo, useRef, useState } from 'react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { saveFile } from '../../../ui/data-list/save-file.ts'
import { BulkButton } from '../bulk/bulk-button.tsx'
import { rowColumns } from '../inline/row-columns.tsx'
import { createRowEdits } from '../inline/row-edits.ts'
import { RowGuard } from '../inline/row-guard.tsx'
import { RowEditsProvider } from '../inline/use-row.ts'
import { useCategories } from '../use-categories.ts'
import { ListLinks } from './list-links.tsx'
import { productColumns, titleOf, usualColumns } from './product-columns.tsx'
import { ProductFilterBar } from './product-filter-bar.tsx'
import { ProductViews } from './product-views.tsx'
import { useProductSearch } from './use-product-search.ts'
import { useProducts } from './use-products.ts'

/** The list of products, and what is open on top of it: the list stays as it was. */
export function ProductsPage() {
  const [edits] = useState(createRowEdits)
  return (
    <RowEditsProvider value={edits}>
      <ListStack>{(isOn) => <ProductList isOn={isOn} />}</ListStack>
      <RowGuard />
    </RowEditsProvider>
  )
}

/** The whole catalogue as the service writes it: what an import reads again. */
function useExport(): () => Promise<void> {
  const { open } = useApi()
  return async () => saveFile('products.csv', await (await open('/api/products/export')).blob())
}

function useColumns(isEditing: boolean) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const { nameOf } = useCategories()
  const hasStock = may('stock.write')
  const rows = useMemo(() => rowColumns({ texts, locale, hasStock }), [texts, locale, hasStock])
  const columns = useMemo(
    () => productColumns({ texts, locale, categoryName: nameOf }),
    [texts, locale, nameOf],
  )
  return isEditing
    ? { columns: rows, usual: rows.map(({ id }) => id) }
    : { columns, usual: usualColumns }
}

function ProductList({ isOn }: { readonly isOn: boolean }) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const { search, go, openProduct } = useProductSearch()
  const isEditing = search.edit === 'on'
  const { columns, usual } = useColumns(isEditing)
  const found = useProducts(search)
  const exportAll = useExport()
  const field = useRef<HTMLInputElement>(null)
  const mayChangeMany = may('catalogue.write')
  return (
    <DataList<ProductSummary>
      title={texts.title}
      name="products"
      columns={columns}
      usual={usual}
      rowId={({ productId }) => productId}
      rowName={(product) => titleOf(product, locale).text}
      found={found}
      // fields stand in rows that are high enough, in columns that are all there
      search={isEditing ? { ...search, columns: undefined, density: 'normal' } : search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ productId }) => openProduct(productId)}
      onExport={may('catalogue.read') ? exportAll : undefined}
      isOn={isOn}
      field={field}
      views={<ProductViews search={search} go={go} />}
      filters={
        <ProductFilterBar search={search} go={go} field={field}>
          <ListLinks />
          {mayChangeMany ? <BulkButton search={search} total={found.total} /> : null}
        </ProductFilterBar>
      }
      bulk={(rows) => (mayChangeMany ? <BulkButton rows={rows} search={search} /> : null)}
    />
  )
}
