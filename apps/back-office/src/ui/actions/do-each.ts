/** Does the same to each, one after the other: a hundred at once would take others their turn. Counts those it could not be done to. */
export async function doEach<T>(all: readonly T[], act: (one: T) => Promise<unknown>) {
  let failed = 0
  for (const one of all) {
    await act(one).catch(() => {
      failed += 1
    })
  }
  return { done: all.length - failed, failed }
}
