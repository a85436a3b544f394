/** Runs a task for each item, at most so many at once; the results are in the order of the items. */
export async function mapInParallel<T, R>(
  items: readonly T[],
  run: (item: T, at: number) => Promise<R>,
  atOnce = 8,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  async function work(): Promise<void> {
    for (const [at, item] of waiting) results[at] = await run(item, at)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
