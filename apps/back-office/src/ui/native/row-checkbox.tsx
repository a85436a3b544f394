import type { MouseEvent } from 'react'
import classes from './row-checkbox.module.css'

type Props = {
  readonly label: string
  readonly isChosen: boolean
  /** Of the box of all: some rows are chosen, others are not. */
  readonly isMixed?: boolean
  readonly onClick: (event: MouseEvent) => void
}

/** The box that chooses a row of a table: the browser's own, as a table has hundreds of them and those of Mantine take five elements each. */
export const RowCheckbox = ({ label, isChosen, isMixed = false, onClick }: Props) => (
  <input
    ref={(box) => {
      // a box has no attribute for it
      if (box) box.indeterminate = isMixed
    }}
    type="checkbox"
    className={classes['box']}
    aria-label={label}
    checked={isChosen}
    onClick={onClick}
    onChange={() => undefined}
  />
)
