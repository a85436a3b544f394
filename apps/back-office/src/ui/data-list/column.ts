import type { ReactNode } from 'react'
import type { ShownProblem } from '../problem.ts'

/** A column of a list. */
export type Column<Row> = {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What the cell says, for a file. */
  readonly text: (row: Row) => string
  readonly isAmount?: boolean
  /** The words of the address that sort by it; without them it does not sort. */
  readonly sort?: { readonly up: string; readonly down: string }
}

/** A column that shows its words as they are. */
export const textColumn = <Row>(
  id: string,
  header: string,
  text: (row: Row) => string,
): Column<Row> => ({ ...{ id, header, text, cell: text } })

/** What was found, as far as it was read. */
export type Found<Row> = {
  readonly rows: readonly Row[]
  /** Of all that is found, on whatever page. */
  readonly total?: number | undefined
  readonly state: 'loading' | 'failed' | 'ready'
  /** Of the refusal, when it failed. */
  readonly problem?: ShownProblem | undefined
  readonly hasMore: boolean
  readonly isReadingMore: boolean
  readonly readMore: () => void
  readonly retry: () => void
}
