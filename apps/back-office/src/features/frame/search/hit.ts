import type { searchFr } from '../../../messages/search.ts'

/** Something that was found, and what choosing it does. */
export type Hit = {
  readonly id: string
  readonly group: keyof (typeof searchFr)['groups']
  readonly text: string
  readonly hint?: string | undefined
  readonly run: () => void
}
