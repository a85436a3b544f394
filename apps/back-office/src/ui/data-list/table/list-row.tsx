import { memo } from 'react'
import { useMessages } from '../../../office.tsx'
import { RowCheckbox } from '../../native/row-checkbox.tsx'
import type { Column } from '../column.ts'
import classes from '../data-list.module.css'

type Props<Row extends object> = {
  readonly id: string
  readonly row: Row
  readonly name: string
  readonly index: number
  readonly columns: readonly Column<Row>[]
  readonly isActive: boolean
  readonly isChosen: boolean
  /** With Shift, all rows from the one that was chosen last. */
  readonly onChoose: (id: string, isRange: boolean) => void
  readonly onOpen: (row: Row) => void
}

function PlainRow<Row extends object>({ id, row, index, columns, isChosen, ...props }: Props<Row>) {
  const { list } = useMessages()
  return (
    // by keyboard a row is opened with Enter, or by the link in it
    <tr
      aria-rowindex={index + 2}
      data-active={props.isActive || undefined}
      data-selected={isChosen || undefined}
      onClick={({ target }) => {
        if (!(target as HTMLElement).closest('a, button, input, label')) props.onOpen(row)
      }}
    >
      <td className={classes['choice']}>
        <RowCheckbox
          label={list.selectRow(props.name)}
          isChosen={isChosen}
          onClick={({ shiftKey }) => props.onChoose(id, shiftKey)}
        />
      </td>
      {columns.map(({ id: column, isAmount, cell }) => (
        <td key={column} className={isAmount ? classes['amount'] : undefined}>
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** A row of a list: not drawn again while another one is chosen. */
export const ListRow = memo(PlainRow) as typeof PlainRow
