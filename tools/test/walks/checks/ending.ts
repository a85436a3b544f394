import type { Books } from '../../../src/reconcile/read-books.ts'
import type { Walker } from '../actions/shop.ts'
import type { MemoryPlatform } from '../platform/memory-platform.ts'

/** All that is known when a walk is over. */
export type Ending = {
  readonly platform: MemoryPlatform
  readonly walker: Omit<Walker, 'random'>
  readonly books: Books
}
