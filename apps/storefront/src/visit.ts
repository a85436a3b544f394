import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Cart } from '@comptoir/contracts/carts/schemas'

/** What the server in front knows of the visitor that a page is rendered for. Pages that are the same for everyone have none. */
export type PageVisit = {
  /** The cart; `null`: there is none. Without it, the cart could not be asked for. */
  readonly cart?: Cart | null
  /** Their session is over: the cart is of an account. */
  readonly isSignedOut?: boolean
}

const place = Symbol.for('comptoir.visit')
type Storage = AsyncLocalStorage<PageVisit>
/** Next bundles its own copy of modules: what server and pages share has to live on `globalThis`. */
const shared = globalThis as { [place]?: Storage }

/** The visitor of the page that is rendered now. */
export const pageVisit = (): PageVisit | undefined => shared[place]?.getStore()

/** For the server in front, before it renders anything. */
export function provideVisits(storage: Storage): Storage {
  shared[place] = storage
  return storage
}
