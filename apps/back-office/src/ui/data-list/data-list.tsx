import { Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useMessages } from '../../office.tsx'
import { MoreButton } from '../actions/more-button.tsx'
import { problemIn } from '../problem.ts'
import { ProblemNote } from '../problem-note.tsx'
import type { Column, Found } from './column.ts'
import classes from './data-list.module.css'
import { type ListSearch, shownColumns } from './list-search.ts'
import { BulkBar } from './table/bulk-bar.tsx'
import { ListTable } from './table/list-table.tsx'
import { ListTools } from './table/list-tools.tsx'
import { allToggled, nothingSelected, ranged, toggled } from './table/selection.ts'
import { useListKeys } from './table/use-list-keys.ts'

export type DataListProps<Row extends object> = {
  readonly title: string
  /** Of files that leave it. */
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** The columns that are shown when nobody chose. */
  readonly usual: readonly string[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly found: Found<Row>
  readonly search: ListSearch
  readonly onSearch: (change: Partial<ListSearch>) => void
  readonly onOpen: (row: Row) => void
  readonly onExport?: (() => Promise<void>) | undefined
  /** False while a row is open on top of it. */
  readonly isOn: boolean
  /** Of its search, where it has one: `/` goes there. */
  readonly field?: RefObject<HTMLInputElement | null>
  readonly views: ReactNode
  readonly filters: ReactNode
  readonly bulk?: (rows: readonly Row[], done: () => void) => ReactNode
  readonly onAct?: (rows: readonly Row[]) => void
}

/** A list of the office: what it shows is in its address, and all of it works by keyboard. */
export function DataList<Row extends object>(props: DataListProps<Row>) {
  const { columns, usual, rowId, found, search, onSearch, onOpen, onAct } = props
  const { list } = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLElement>(null)
  const [selection, setSelection] = useState(nothingSelected)
  const exporting = useExporting(props.onExport)
  const { rows } = found
  const shown = useShownColumns(search.columns, columns, usual)
  const chosen = rows.filter((row) => selection.ids.has(rowId(row)))
  const at = (index: number, use: (row: Row) => void) => {
    const row = rows[index]
    if (row) use(row)
  }
  const order = rows.map(rowId)
  const active = useListKeys({
    ...{ count: rows.length, search: props.field, scroller, isOn: props.isOn },
    onSelect: (index) => at(index, (row) => setSelection(toggled(selection, rowId(row)))),
    onRange: (index) => at(index, (row) => setSelection(ranged(selection, order, rowId(row)))),
    onAll: () => setSelection(allToggled(selection, order)),
    onOpen: (index) => at(index, onOpen),
    // what has no way of its own leads to what can be done: by Tab it would be behind all rows
    onAct: () =>
      onAct ? chosen.length > 0 && onAct(chosen) : bar.current?.querySelector('button')?.focus(),
  })
  useReadingOn(scroller, found)
  const density = search.density ?? 'normal'

  return (
    <section className={classes['list']} aria-label={props.title}>
      <div className={classes['head']}>
        <h1>{props.title}</h1>
        <ListTools
          columns={columns}
          shown={shown.map(({ id }) => id)}
          onColumns={(next) => onSearch({ columns: next.join(',') })}
          density={density}
          onDensity={(next) => onSearch({ density: next })}
          isExporting={exporting.isPending}
          onExport={exporting.begin}
        />
      </div>
      {exporting.error ? (
        <ProblemNote problem={problemIn(exporting.error)} retry={exporting.begin} />
      ) : null}
      <div className={classes['views']}>{props.views}</div>
      <div className={classes['filters']}>{props.filters}</div>
      <ListTable
        {...{ caption: props.title, rows, columns: shown, rowId, rowName: props.rowName, density }}
        {...{ total: found.total, sort: search.sort, selection, onSelect: setSelection, active }}
        {...{ onOpen, scroller, onSort: (sort) => onSearch({ sort }) }}
      >
        <Ending found={found} />
      </ListTable>
      <BulkBar
        name={props.name}
        rows={chosen}
        columns={shown}
        bar={bar}
        onClear={() => setSelection(nothingSelected)}
      >
        {props.bulk?.(chosen, () => setSelection(nothingSelected))}
      </BulkBar>
      <p className="unseen">{list.keys}</p>
    </section>
  )
}

/** The columns in their order; the same as long as nothing about them changes, or every row would be drawn again. */
function useShownColumns<Row>(
  wanted: string | undefined,
  columns: readonly Column<Row>[],
  usual: readonly string[],
): readonly Column<Row>[] {
  return useMemo(() => {
    const known = columns.map(({ id }) => id)
    const ids = shownColumns(wanted, known, usual)
    return ids.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  }, [wanted, columns, usual])
}

/** The file of a list: that it could not be made is said until it is asked for again. */
function useExporting(save: (() => Promise<void>) | undefined) {
  const { mutate, isPending, error } = useMutation({ mutationFn: async () => save?.() })
  return { isPending, error, ...(save && { begin: () => mutate() }) }
}

/** What stands below the rows: what goes on, what failed, that there is nothing, or more. */
function Ending<Row>({ found }: { readonly found: Found<Row> }) {
  const { list } = useMessages()
  const { rows, total, state } = found
  if (state === 'loading') {
    return (
      <div className={`late ${classes['state']}`} aria-busy>
        <Skeleton height={240} />
      </div>
    )
  }
  if (state === 'failed') {
    return (
      <div className={classes['state']}>
        <ProblemNote problem={found.problem} retry={found.retry} />
      </div>
    )
  }
  // rows may be left out of a page, and stand in the next one
  if (rows.length === 0 && !found.hasMore) return <p className={classes['state']}>{list.empty}</p>
  return (
    <div className={classes['more']}>
      <span className="figures">
        {total === undefined ? list.found(rows.length) : list.shown(rows.length, list.found(total))}
      </span>
      <MoreButton found={found} />
    </div>
  )
}

/** Reads on when the end of what was read comes into sight. */
function useReadingOn<Row>(scroller: RefObject<HTMLDivElement | null>, found: Found<Row>): void {
  const latest = useRef(found)
  latest.current = found
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    function look(): void {
      const { scrollTop, scrollHeight, clientHeight } = element ?? document.documentElement
      const { hasMore, isReadingMore, readMore } = latest.current
      const isNear = scrollTop > 0 && scrollTop + clientHeight * 2 > scrollHeight
      if (isNear && hasMore && !isReadingMore) readMore()
    }
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [scroller])
}
