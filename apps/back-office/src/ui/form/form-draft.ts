import { changedFields } from './three-way.ts'

/** What somebody changed of what was read, and what that was: it outlives a refusal, a reload and the end of a session. */
export type Draft<V extends object> = {
  /** As it was read when the first field was changed. */
  readonly base: V
  /** The version of `base`, for `If-Match`. */
  readonly version: string | undefined
  readonly changes: Partial<V>
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What changes are made of: with a version what was read then, so that nothing of others is taken over unseen; else what is saved now. */
export function groundOf<V extends object>(
  saved: Omit<Draft<V>, 'changes'>,
  draft: Draft<V> | undefined,
): Omit<Draft<V>, 'changes'> {
  return draft?.version === undefined ? saved : { base: draft.base, version: draft.version }
}

/** A draft with other values; none when nothing differs from what it began with. */
export function drafted<V extends object>(
  { base, version }: Omit<Draft<V>, 'changes'>,
  values: V,
): Draft<V> | undefined {
  const changed = changedFields(base, values)
  if (changed.length === 0) return undefined
  const changes = Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<V>
  return { base, version, changes }
}

/** The draft that is kept under a name; one of another shape than the form is forgotten. */
export function readDraft<V extends object>(
  store: Store,
  name: string,
  saved: V,
): Draft<V> | undefined {
  const text = store.getItem(name)
  if (text === null) return undefined
  const draft = parsed<V>(text)
  const isOfForm = draft && Object.keys(draft.changes).every((field) => field in saved)
  if (isOfForm) return draft
  store.removeItem(name)
  return undefined
}

function parsed<V extends object>(text: string): Draft<V> | undefined {
  try {
    const draft = JSON.parse(text) as Partial<Draft<V>> | null
    if (!draft?.base || !draft.changes) return undefined
    return { base: draft.base, version: draft.version, changes: draft.changes }
  } catch {
    return undefined
  }
}

/** Keeps a draft under its name, or forgets it. A full store keeps nothing, and the form goes on. */
export function keepDraft<V extends object>(
  store: Store,
  name: string,
  draft: Draft<V> | undefined,
): void {
  try {
    if (draft) store.setItem(name, JSON.stringify(draft))
    else store.removeItem(name)
  } catch {
    // what is typed stays in the page
  }
}
