import { Button, NativeSelect, TextInput } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import type { FormEvent } from 'react'
import { useMessages } from '../../office.tsx'
import { PopoverButton } from '../actions/popover-button.tsx'
import { Chips } from './chips.tsx'
import classes from './data-list.module.css'

/** Filters by name, as an address has them. */
export type FilterValues = Readonly<Record<string, string | undefined>>

/** A filter: one of some choices, or what is typed. */
export type FilterField = {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'date' | 'email'
  /** Words by value. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

type Props = {
  readonly fields: readonly FilterField[]
  readonly values: FilterValues
  /** All filters anew; what is not set is left out. */
  readonly onChange: (values: FilterValues) => void
}

/** The filters of a list in a form, and those that are set as chips beside it. */
export function FilterBar({ fields, values, onChange }: Props) {
  const { list } = useMessages()
  const set = Object.fromEntries(
    fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]]])),
  )
  const chips = fields.flatMap(({ name, label, choices }) => {
    const value = values[name]
    if (value === undefined) return []
    const words = choices?.find((choice) => choice.value === value)?.label ?? value
    return [{ name, text: list.filterIs(label, words) }]
  })
  return (
    <>
      <FilterForm key={JSON.stringify(set)} {...{ fields, values, onChange }} />
      <Chips
        chips={chips}
        onRemove={(name) => onChange({ ...set, [name]: undefined })}
        onClear={() => onChange({})}
      />
    </>
  )
}

function FilterForm({ fields, values, onChange }: Props) {
  const { list } = useMessages()
  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const entries = fields.map(({ name }) => [name, String(typed.get(name) ?? '').trim()])
    onChange(Object.fromEntries(entries.filter(([, value]) => value !== '')))
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
          {fields.map(({ name, label, type = 'text', choices }) =>
            choices ? (
              <NativeSelect
                key={name}
                {...{ name, label }}
                defaultValue={values[name] ?? ''}
                data={[{ value: '', label: list.any }, ...choices]}
              />
            ) : (
              <TextInput key={name} {...{ name, label, type }} defaultValue={values[name] ?? ''} />
            ),
          )}
          <Button type="submit">{list.addFilter}</Button>
        </form>
      )}
    </PopoverButton>
  )
}
