/** A list with one of its things at another place; the same list when there is no such place. */
export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from]
  if (one === undefined || from === to || to < 0 || to >= list.length) return list
  const rest = list.filter((_, n) => n !== from)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}
