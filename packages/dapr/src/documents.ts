import type { NewEvent } from '@comptoir/contracts/event'
import type { z } from 'zod'
import type { Store } from './store.ts'

export type Document<T> = { readonly id: string; readonly version: number; readonly data: T }

/** What a rule decides: the next state and the events that leave with it; `undefined` changes nothing. */
export type Change<T> = { readonly next: T; readonly events?: readonly NewEvent[] } | undefined

export type IndexOf<T> = (data: T) => readonly { readonly key: string; readonly score: number }[]

export type CollectionOptions<T> = {
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly indexes?: Readonly<Record<string, IndexOf<T>>>
  readonly ttlSeconds?: number
}

export type ListOptions = { limit?: number; cursor?: string | undefined; order?: 'asc' | 'desc' }
export type UpdateOptions = { ifVersion?: number | undefined }

export type Collection<T> = {
  readonly name: string
  get(id: string): Promise<Document<T> | undefined>
  /** In the order of the ids; those that do not exist are left out. */
  getMany(ids: readonly string[]): Promise<Document<T>[]>
  /** `created` is false when it existed: `document` is then the existing one. */
  create(id: string, data: T, events?: readonly NewEvent[]): Promise<{ created: boolean; document: Document<T> }>
  /** Reads, applies the rule, writes; again on a conflict. Refuses with not_found, conflict, precondition_failed. */
  update(id: string, rule: (data: T, version: number) => Change<T>, options?: UpdateOptions): Promise<Document<T>>
  /** Like `update`, for a document that may not exist yet. Without a change and a document: not_found. */
  upsert(id: string, rule: (data: T | undefined, version: number) => Change<T>): Promise<Document<T>>
  /** Leaves a tombstone with the version; false when there was nothing. */
  remove(id: string, rule?: (data: T) => { events?: readonly NewEvent[] } | undefined): Promise<boolean>
  /** A page of an index, by score. Throws invalid_request on a cursor that is not ours. */
  list(index: string, key: string, options?: ListOptions): Promise<{ items: Document<T>[]; nextCursor?: string }>
  count(index: string, key: string): Promise<number>
  ids(index: string, key: string, range?: { min?: number; max?: number; limit?: number }): Promise<string[]>
}

export declare function createCollection<T>(store: Store, options: CollectionOptions<T>): Collection<T>
