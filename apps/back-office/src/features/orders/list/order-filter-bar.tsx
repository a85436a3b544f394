import type { Money } from '@comptoir/contracts/common'
import { formatMoney } from '@comptoir/site/money'
import type { RefObject } from 'react'
import { useLocale } from '../../../office.tsx'
import { Chips } from '../../../ui/data-list/chips.tsx'
import classes from '../../../ui/data-list/data-list.module.css'
import { shownAs } from '../../../ui/data-list/list-views.tsx'
import { SearchField } from '../../../ui/data-list/search-field.tsx'
import { useListTexts } from '../list-texts.ts'
import { orderChips } from './order-chips.ts'
import { OrderFilters } from './order-filters.tsx'
import type { OrderSearch } from './order-search.ts'

type Props = {
  readonly search: OrderSearch
  readonly go: (next: OrderSearch, replace?: boolean) => void
  readonly field: RefObject<HTMLInputElement | null>
  /** What all orders that are found cost together, by currency. */
  readonly amounts: readonly Money[]
}

/** What the list is narrowed by: words, filters, and what is set of them. */
export function OrderFilterBar({ search, go, field, amounts }: Props) {
  const orders = useListTexts()
  const locale = useLocale()
  return (
    <>
      <SearchField
        field={field}
        value={search.q ?? ''}
        onSearch={(q) => go({ ...search, q: q || undefined, view: undefined }, true)}
      />
      <OrderFilters
        key={JSON.stringify(search)}
        search={search}
        onFilter={(filter) => go({ ...shownAs(search), ...filter })}
      />
      <Chips
        chips={orderChips(search, orders)}
        onRemove={(name) => go({ ...search, [name]: undefined, view: undefined })}
        onClear={() => go(shownAs(search))}
      />
      {amounts.map((amount) => (
        <span key={amount.currency} className={classes['hint']}>
          {orders.sum(formatMoney(amount, locale))}
        </span>
      ))}
    </>
  )
}
