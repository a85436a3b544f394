/**
 * The tab that a key leads to, by its place; the first comes after the last.
 * @example tabAfter('ArrowRight', 2, 3) // 0
 */
export function tabAfter(key: string, at: number, count: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at - 1 + count) % count,
    Home: 0,
    End: count - 1,
  }
  return at < 0 ? undefined : places[key]
}
