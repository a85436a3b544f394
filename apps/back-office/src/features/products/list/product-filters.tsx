import { Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import type { FormEvent } from 'react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useMessages, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { PopoverButton } from '../../../ui/actions/popover-button.tsx'
import classes from '../../../ui/data-list/data-list.module.css'
import { AmountFilter } from '../../../ui/fields/amount-filter.tsx'
import { useCategories } from '../use-categories.ts'
import {
  type ProductFilter,
  type ProductSearch,
  readProductSearch,
  statuses,
} from './product-search.ts'

type Props = {
  readonly search: ProductSearch
  readonly onFilter: (filter: ProductFilter) => void
}

/** All filters of the list; those that are set are chips beside it. */
export function ProductFilters({ search, onFilter }: Props) {
  const { list } = useMessages()
  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = Object.fromEntries(new FormData(event.currentTarget))
    onFilter({ ...readProductSearch(typed), ...(search.q !== undefined && { q: search.q }) })
  }
  return (
    <PopoverButton
      variant="default"
      leftSection={<ListFilter size={16} aria-hidden />}
      text={list.filters}
      position="bottom-start"
    >
      {() => (
        <form className={classes['form']} onSubmit={apply}>
          <OfAny search={search} />
          <OfShop search={search} />
          <Button type="submit">{list.addFilter}</Button>
        </form>
      )}
    </PopoverButton>
  )
}

type SearchProps = Pick<Props, 'search'>

function OfAny({ search }: SearchProps) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const { list } = useMessages()
  const { may } = usePermissions()
  return (
    <>
      <NativeSelect
        name="status"
        label={texts.filters.status}
        defaultValue={search.status ?? ''}
        data={[
          { value: '', label: list.any },
          ...statuses.map((value) => ({ value, label: texts.statuses[value] })),
        ]}
      />
      {may('catalogue.read') ? (
        <TextInput
          name="vendor"
          label={texts.filters.vendor}
          defaultValue={search.vendor ?? ''}
          maxLength={80}
        />
      ) : null}
    </>
  )
}

function OfShop({ search }: SearchProps) {
  const texts = useWords({ fr: productsFr, en: productsEn })
  const { list } = useMessages()
  const { categories } = useCategories()
  return (
    <>
      <Text size="xs" c="dimmed">
        {texts.onSaleOnly}
      </Text>
      <NativeSelect
        name="category"
        label={texts.filters.category}
        defaultValue={search.category ?? ''}
        data={[
          { value: '', label: list.any },
          ...categories.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <TextInput
        name="brand"
        label={texts.filters.brand}
        defaultValue={search.brand ?? ''}
        maxLength={120}
      />
      <AmountFilter name="min" label={texts.filters.min} value={search.min} />
      <AmountFilter name="max" label={texts.filters.max} value={search.max} />
      <NativeSelect
        name="stock"
        label={texts.filters.stock}
        defaultValue={search.stock ?? ''}
        data={[
          { value: '', label: list.any },
          { value: 'in', label: texts.stocks.in },
          { value: 'out', label: texts.stocks.out },
        ]}
      />
    </>
  )
}
