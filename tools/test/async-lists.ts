/** The items one by one, as what is read from a store comes. */
export async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

/** All items of what comes one by one. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
