import type { Store } from './store.ts'
import type { Collection } from './documents.ts'

/** Stops something that runs in the background and waits until it has. */
export type Stop = () => Promise<void>

// biome-ignore lint/suspicious/noExplicitAny: a relay carries documents of every shape
export type AnyCollection = Pick<Collection<any>, 'name'>

export declare function startRelay(store: Store, collections: readonly AnyCollection[]): Stop
