import { X } from 'lucide-react'
import { useMessages } from '../../office.tsx'
import classes from './data-list.module.css'

export type Chip = { readonly name: string; readonly text: string }

type Props = {
  readonly chips: readonly Chip[]
  readonly onRemove: (name: string) => void
  readonly onClear: () => void
}

/** The filters that are set: each goes with one press. */
export function Chips({ chips, onRemove, onClear }: Props) {
  const { list } = useMessages()
  if (chips.length === 0) return null
  return (
    <>
      {chips.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          className={classes['chip']}
          aria-label={list.removeFilter(text)}
          onClick={() => onRemove(name)}
        >
          {text}
          <X size={14} aria-hidden />
        </button>
      ))}
      <button type="button" className={classes['chip']} onClick={onClear}>
        {list.clearFilters}
      </button>
    </>
  )
}
