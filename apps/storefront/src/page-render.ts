import type { AsyncLocalStorage } from 'node:async_hooks'

/** What a page could not be made for: the status of the service that refused, and when to ask again. */
export type Failure = { readonly status: number; readonly retryAfterSeconds?: number }

/** What the server in front learns of a page while it is rendered. */
export type PageRender = {
  /** What it was made from: `product:ID`, `sku:SKU`, `category:ID`, `search`, `nav`. */
  readonly tags: Set<string>
  /** A part of the page is missing, since a service did not answer. */
  isDegraded: boolean
  /** What the address names is not there, or (410) no longer. */
  missing?: 404 | 410
  /** Where the page is now that was asked for by an old address. */
  movedTo?: string
  /** It could not be made. */
  failure?: Failure
}

const place = Symbol.for('comptoir.page-render')
type Storage = AsyncLocalStorage<PageRender>
/** Next bundles its own copy of modules: what server and pages share has to live on `globalThis`. */
const shared = globalThis as { [place]?: Storage }

/** Where the render that runs is known; nothing outside the server in front. */
export const renderStorage = (): Storage | undefined => shared[place]

/** For the server in front, before it renders anything. */
export function provideStorage(storage: Storage): Storage {
  shared[place] = storage
  return storage
}
