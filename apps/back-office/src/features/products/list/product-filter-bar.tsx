import { Button } from '@mantine/core'
import { PencilLine } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useMessages, useWords } from '../../../office.tsx'
import { Chips } from '../../../ui/data-list/chips.tsx'
import { SearchField } from '../../../ui/data-list/search-field.tsx'
import { productChips } from './product-chips.ts'
import { ProductFilters } from './product-filters.tsx'
import { type ProductSearch, shownAs } from './product-search.ts'

type Props = {
  readonly search: ProductSearch
  readonly go: (next: ProductSearch, replace?: boolean) => void
  readonly field: RefObject<HTMLInputElement | null>
  /** What else can be done with what is listed. */
  readonly children?: ReactNode
}

/** What the list is narrowed by: words, filters, and what is set of them. */
export function ProductFilterBar({ search, go, field, children }: Props) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const { list } = useMessages()
  const isEditing = search.edit === 'on'
  return (
    <>
      <SearchField
        field={field}
        value={search.q ?? ''}
        onSearch={(q) => go({ ...search, q: q || undefined, view: undefined }, true)}
      />
      <ProductFilters
        key={JSON.stringify(search)}
        search={search}
        onFilter={(filter) => go({ ...shownAs(search), ...filter })}
      />
      <Button
        variant={isEditing ? 'filled' : 'default'}
        aria-pressed={isEditing}
        leftSection={<PencilLine size={16} aria-hidden />}
        onClick={() => go({ ...search, edit: isEditing ? undefined : 'on' }, true)}
      >
        {texts.editInList}
      </Button>
      {children}
      <Chips
        chips={productChips(search, texts, list)}
        onRemove={(name) => go({ ...search, [name]: undefined, view: undefined })}
        onClear={() => go(shownAs(search))}
      />
    </>
  )
}
