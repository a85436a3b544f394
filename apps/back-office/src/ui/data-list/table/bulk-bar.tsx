import { Button } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'
import { useLocale, useMessages } from '../../../office.tsx'
import type { Column } from '../column.ts'
import { csvText } from '../csv.ts'
import classes from '../data-list.module.css'
import { saveFile } from '../save-file.ts'

type Props<Row> = {
  readonly name: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly onClear: () => void
  readonly bar: RefObject<HTMLElement | null>
  /** What else can be done with all of them. */
  readonly children?: ReactNode
}

/** What can be done with the rows that are chosen; it is there as long as some are. */
export function BulkBar<Row>({ name, rows, columns, onClear, bar, children }: Props<Row>) {
  const { list } = useMessages()
  const locale = useLocale()
  if (rows.length === 0) return null
  const save = () => {
    const head = columns.map(({ header }) => header)
    const body = rows.map((row) => columns.map(({ text }) => text(row)))
    saveFile(`${name}.csv`, new Blob([csvText([head, ...body], locale)], { type: 'text/csv' }))
  }
  return (
    <section ref={bar} className={classes['bulk']} aria-label={list.selected(rows.length)}>
      <strong>{list.selected(rows.length)}</strong>
      {children}
      <Button size="xs" variant="default" onClick={save}>
        {list.exportSelected}
      </Button>
      <Button size="xs" variant="subtle" onClick={onClear}>
        {list.unselect}
      </Button>
    </section>
  )
}
