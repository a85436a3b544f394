import { Button, Group, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type KitMessages, kitEn, kitFr } from '../../messages/kit.ts'
import { useWords } from '../../office.tsx'
import { Dialog } from '../dialog.tsx'
import { Wide } from '../wide.tsx'
import classes from './conflict-dialog.module.css'
import { type FieldMerge, type MergeChoice, merged, threeWay } from './three-way.ts'

type Props<V extends object> = {
  readonly base: V
  readonly yours: V
  readonly theirs: V
  readonly labels: Readonly<Record<keyof V & string, string>>
  readonly show?: ((field: keyof V & string, value: V[keyof V & string]) => ReactNode) | undefined
  readonly onKeep: (values: V) => void
  readonly onClose: () => void
}

/** Two changes of the same thing, field by field: of each conflict one says which side stays, and the rest is kept from both. */
export function ConflictDialog<V extends object>(props: Props<V>) {
  const { base, yours, theirs, onKeep, onClose } = props
  const { conflict: texts } = useWords({ fr: kitFr, en: kitEn })
  const [choice, setChoice] = useState<MergeChoice>({})
  const fields = threeWay(base, yours, theirs).filter(({ changedBy }) => changedBy !== 'same')
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    // the dialog stands in the form that it is of
    event.stopPropagation()
    const values = merged({ base, yours, theirs }, choice)
    if (values) onKeep(values)
  }
  return (
    <Dialog title={texts.title} isOpen isWide onClose={onClose}>
      <form onSubmit={submit}>
        <Text mb="sm">{texts.text}</Text>
        <Wide label={texts.table}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.table}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.field}</th>
                <th scope="col">{texts.before}</th>
                <th scope="col">{texts.yours}</th>
                <th scope="col">{texts.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldRow
                  key={field.field}
                  {...{ ...props, field, texts }}
                  choose={(side) => setChoice({ ...choice, [field.field]: side })}
                />
              ))}
            </tbody>
          </table>
        </Wide>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {texts.later}
          </Button>
          <Button type="submit">{texts.keep}</Button>
        </Group>
      </form>
    </Dialog>
  )
}

type RowProps<V extends object> = Props<V> & {
  readonly field: FieldMerge<V>
  readonly texts: KitMessages['conflict']
  readonly choose: (side: 'yours' | 'theirs') => void
}

function FieldRow<V extends object>({ field: of, texts, choose, ...props }: RowProps<V>) {
  const { field, changedBy } = of
  const label = props.labels[field]
  const shown = (value: V[keyof V & string]) =>
    props.show ? props.show(field, value) : plainText(value, texts)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{shown(props.base[field])}</td>
      {(['yours', 'theirs'] as const).map((side) => (
        <td key={side} data-kept={changedBy === side || undefined}>
          {changedBy === 'conflict' ? (
            <label className={classes['side']}>
              <input
                type="radio"
                name={`keep ${field}`}
                aria-label={`${texts.keepField(label)} ${texts[side]}`}
                required
                onChange={() => choose(side)}
              />
              {shown(props[side][field])}
            </label>
          ) : (
            shown(props[side][field])
          )}
          {changedBy === side ? <small>{texts.keptBoth}</small> : null}
        </td>
      ))}
    </tr>
  )
}

/** A value as it can be read by anybody. */
function plainText(value: unknown, texts: KitMessages['conflict']): string {
  if (value === undefined || value === null || value === '') return texts.nothing
  if (typeof value === 'boolean') return value ? texts.yes : texts.no
  if (Array.isArray(value))
    return value.map((one) => plainText(one, texts)).join(', ') || texts.nothing
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
