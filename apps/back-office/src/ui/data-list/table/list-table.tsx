import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, type RefObject, useMemo, useRef } from 'react'
import { useMessages } from '../../../office.tsx'
import { RowCheckbox } from '../../native/row-checkbox.tsx'
import type { Column } from '../column.ts'
import classes from '../data-list.module.css'
import type { Density } from '../list-search.ts'
import { ListRow } from './list-row.tsx'
import { allToggled, ranged, type Selection, toggled } from './selection.ts'

const rowHeights = { compact: 32, normal: 40, wide: 56 } as const
const features = tableFeatures({})

export type ListTableProps<Row extends object> = {
  /** What the list is of, for who does not see it. */
  readonly caption: string
  readonly rows: readonly Row[]
  readonly total?: number | undefined
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly density: Density
  readonly sort: string | undefined
  readonly onSort: (sort: string) => void
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  /** The row that keys act on. */
  readonly active: number
  readonly onOpen: (row: Row) => void
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly children?: ReactNode
}

/** The rows of a list as a table; only those in sight are in the page. */
export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { rows, columns, rowId, density, scroller, active, total } = props
  const definitions = useMemo(
    () => columns.map(({ id }): ColumnDef<typeof features, Row> => ({ id })),
    [columns],
  )
  const table = useTable({
    ...{ features, columns: definitions, data: rows as Row[] },
    getRowId: rowId,
  })
  const order = rows.map(rowId)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeights[density],
    overscan: 12,
  })
  const shown = virtual.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const all = table.getRowModel().rows
  const acts = useRowActs(props)

  return (
    <div className={classes['scroller']} ref={scroller}>
      <table
        className={classes['table']}
        data-density={density}
        aria-rowcount={total === undefined ? -1 : total + 1}
      >
        <caption className="unseen">{props.caption}</caption>
        <HeadRow {...props} order={order} />
        <tbody>
          <Spacer height={before} columns={columns.length} />
          {shown.map(({ index }) => {
            const row = all[index]
            if (!row) return null
            return (
              <ListRow
                key={row.id}
                {...{ index, columns }}
                id={row.id}
                row={row.original}
                name={props.rowName(row.original)}
                isActive={index === active}
                isChosen={props.selection.ids.has(row.id)}
                onChoose={acts.choose}
                onOpen={acts.open}
              />
            )
          })}
          <Spacer height={after} columns={columns.length} />
        </tbody>
      </table>
      {props.children}
      <p className="unseen" aria-live="polite">
        {active >= 0 && rows[active] ? props.rowName(rows[active]) : ''}
      </p>
    </div>
  )
}

/** What is done with a row. The ways stay the same, so that only the rows that change are drawn again. */
function useRowActs<Row extends object>(props: ListTableProps<Row>) {
  const latest = useRef(props)
  latest.current = props
  return useMemo(
    () => ({
      choose(id: string, isRange: boolean): void {
        const { selection, rows, rowId, onSelect } = latest.current
        onSelect(isRange ? ranged(selection, rows.map(rowId), id) : toggled(selection, id))
      },
      open: (row: Row) => latest.current.onOpen(row),
    }),
    [],
  )
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null
  return (
    <tr style={{ height }} data-spacer>
      <td colSpan={columns + 1} />
    </tr>
  )
}

type HeadProps<Row extends object> = ListTableProps<Row> & { readonly order: readonly string[] }

function HeadRow<Row extends object>({ columns, order, selection, ...rest }: HeadProps<Row>) {
  const { list } = useMessages()
  const isAll = order.length > 0 && order.every((id) => selection.ids.has(id))
  return (
    <thead>
      <tr>
        <th scope="col" className={classes['choice']}>
          <RowCheckbox
            label={list.selectAll}
            isChosen={isAll}
            isMixed={!isAll && selection.ids.size > 0}
            onClick={() => rest.onSelect(allToggled(selection, order))}
          />
        </th>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={rest.sort} onSort={rest.onSort} />
        ))}
      </tr>
    </thead>
  )
}

type HeadCellProps<Row> = {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly onSort: (sort: string) => void
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { list } = useMessages()
  const { header, isAmount } = column
  const className = isAmount ? classes['amount'] : undefined
  if (!column.sort) {
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    )
  }
  const { up, down } = column.sort
  const isUp = sort === up
  const isDown = sort === down
  const Arrow = isUp ? ArrowUp : ArrowDown
  const direction = isUp ? 'ascending' : 'descending'
  return (
    <th scope="col" className={className} aria-sort={isUp || isDown ? direction : 'none'}>
      <button
        type="button"
        className={classes['sort']}
        onClick={() => onSort(isDown ? up : down)}
        title={list.sortBy(header)}
      >
        {header}
        {isUp || isDown ? <Arrow size={14} aria-hidden /> : null}
      </button>
    </th>
  )
}
