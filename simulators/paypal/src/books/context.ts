import type { Books, Change } from './records.ts'

/** What an operation knows: the books, the time and how its answers name the simulator. */
export type Context = {
  readonly books: Books
  readonly now: number
  readonly url: string
  readonly testCases: boolean
  readonly slowMs: number
  readonly authorisationMs: number
}
export type Outcome = { readonly status: number; readonly body: unknown; readonly change: Change }
export type Operation = (context: Context) => Outcome
