import { lookUp } from '@comptoir/contracts/look-up'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import type { FormEvent } from 'react'
import { useMessages } from '../../../office.tsx'
import { PopoverButton } from '../../../ui/actions/popover-button.tsx'
import classes from '../../../ui/data-list/data-list.module.css'
import { AmountFilter } from '../../../ui/fields/amount-filter.tsx'
import { useListTexts } from '../list-texts.ts'
import {
  type FilterName,
  fulfilmentStatuses,
  type OrderFilter,
  type OrderSearch,
  paymentStatuses,
  readOrderSearch,
  statuses,
} from './order-search.ts'

type Props = {
  readonly search: OrderSearch
  readonly onFilter: (filter: OrderFilter) => void
}

/** All filters of the list; those that are set are chips beside it. */
export function OrderFilters({ search, onFilter }: Props) {
  const { list } = useMessages()
  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = Object.fromEntries(new FormData(event.currentTarget))
    const { columns: _, density: __, view: ___, sort: ____, ...filter } = readOrderSearch(typed)
    onFilter({ ...filter, ...(search.q !== undefined && { q: search.q }) })
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
          <Choices search={search} />
          <Words search={search} />
          <Button type="submit">{list.addFilter}</Button>
        </form>
      )}
    </PopoverButton>
  )
}

type SearchProps = Pick<Props, 'search'>

function Choices({ search }: SearchProps) {
  const orders = useListTexts()
  const choices = [
    { name: 'status', known: statuses, texts: orders.statuses },
    { name: 'paymentStatus', known: paymentStatuses, texts: orders.paymentStatuses },
    { name: 'fulfilmentStatus', known: fulfilmentStatuses, texts: orders.fulfilmentStatuses },
  ] as const
  return choices.map(({ name, known, texts }) => (
    <NativeSelect
      key={name}
      name={name}
      label={orders.filters[name]}
      defaultValue={search[name] ?? ''}
      data={[
        { value: '', label: orders.any },
        ...known.map((value) => ({ value, label: lookUp(texts, value) ?? value })),
      ]}
    />
  ))
}

const words: readonly { name: FilterName; type: 'date' | 'text' | 'email' | 'amount' }[] = [
  { name: 'from', type: 'date' },
  { name: 'to', type: 'date' },
  { name: 'min', type: 'amount' },
  { name: 'max', type: 'amount' },
  { name: 'carrier', type: 'text' },
  { name: 'userId', type: 'text' },
  { name: 'email', type: 'email' },
  { name: 'tag', type: 'text' },
]

function Words({ search }: SearchProps) {
  const orders = useListTexts()
  return words.map(({ name, type }) =>
    type === 'amount' ? (
      <AmountFilter key={name} name={name} label={orders.filters[name]} value={search[name]} />
    ) : (
      <TextInput
        key={name}
        {...{ name, type }}
        label={orders.filters[name]}
        defaultValue={search[name] ?? ''}
      />
    ),
  )
}
