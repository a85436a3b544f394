import type { Books } from '../../../src/reconcile/read-books.ts'
import type { Walker } from '../actions/shop.ts'
import type { MemoryPlatform } from '../platform/memory-platform.ts'

type Draft = {
  readonly draftId: string
  readonly createdAt: string
  readonly customer: { readonly email?: string }
}

/** All that is known when a walk is over. */
export type Ending = {
  readonly platform: MemoryPlatform
  readonly walker: Omit<Walker, 'random'>
  readonly books: Books
  /** What staff prepare and nobody has placed. */
  readonly drafts: readonly Draft[]
}
