import pLimit from 'p-limit'

/** Runs a task for each item, at most so many at once; the results are in the order of the items. */
export async function mapInParallel<T, R>(
  items: readonly T[],
  run: (item: T, at: number) => Promise<R>,
  atOnce = 8,
): Promise<R[]> {
  return await pLimit(atOnce).map(items, run)
}
