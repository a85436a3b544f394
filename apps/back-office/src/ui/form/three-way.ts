/** Who changed a field since it was read: one side, both to the same, or both to something else. */
export type FieldMerge<V extends object> = {
  readonly field: keyof V & string
  readonly changedBy: 'yours' | 'theirs' | 'same' | 'conflict'
}

/** Which side of a conflict is kept, by field. */
export type MergeChoice = Readonly<Record<string, 'yours' | 'theirs'>>

/** Whether two values say the same: plain data as it is sent, whatever the order of its keys. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
    return false
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isSame(Reflect.get(one, name), Reflect.get(other, name)))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The fields in which two values of a form differ. */
export function changedFields<V extends object>(
  before: V,
  after: V,
): readonly (keyof V & string)[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof V & string>
  return [...names].filter((name) => !isSame(before[name], after[name]))
}

/**
 * What two people changed since both read `base`, field by field; what nobody changed is left out.
 * @example threeWay({ name: 'A' }, { name: 'B' }, { name: 'C' }) // [{ field: 'name', changedBy: 'conflict' }]
 */
export function threeWay<V extends object>(base: V, yours: V, theirs: V): FieldMerge<V>[] {
  const mine = new Set(changedFields(base, yours))
  const others = new Set(changedFields(base, theirs))
  const all = [...new Set([...mine, ...others])]
  return all.map((field) => {
    if (!others.has(field)) return { field, changedBy: 'yours' }
    if (!mine.has(field)) return { field, changedBy: 'theirs' }
    return { field, changedBy: isSame(yours[field], theirs[field]) ? 'same' : 'conflict' }
  })
}

type Sides<V extends object> = { readonly base: V; readonly yours: V; readonly theirs: V }

/** Both changes in one: of a conflict the side that was chosen. Nothing as long as one is not decided. */
export function merged<V extends object>(
  { base, yours, theirs }: Sides<V>,
  choice: MergeChoice,
): V | undefined {
  const kept = { ...theirs }
  for (const { field, changedBy } of threeWay(base, yours, theirs)) {
    const side = changedBy === 'conflict' ? choice[field] : changedBy
    if (side === undefined) return undefined
    if (side === 'yours') kept[field] = yours[field]
  }
  return kept
}
