import type { LineNote } from './rows/draft.ts'

/** What was said of a line: it was refused, or taken with a remark. */
export type Remark = { readonly kind: 'refused' | 'noted' } & LineNote

/** Refused and noted lines in one list, the refused ones first. */
export const toRemarks = (said: {
  readonly refused: readonly LineNote[]
  readonly notes: readonly LineNote[]
}): Remark[] => [
  ...said.refused.map((note) => ({ kind: 'refused' as const, ...note })),
  ...said.notes.map((note) => ({ kind: 'noted' as const, ...note })),
]

/** How many lines have notes: one may have several. */
export const notedLines = (notes: readonly LineNote[]): number =>
  new Set(notes.map(({ line, file }) => `${file} ${line}`)).size
