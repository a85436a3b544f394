/**
 * Waits until all have ended, whatever fails, then throws the first error in their order. `Promise.all` does not wait for the others.
 * @example const [left] = await settleAll([erase(userId), eraseDrafts(drafts, key)])
 */
export async function settleAll<T extends readonly Promise<unknown>[] | []>(tasks: T) {
  await Promise.allSettled(tasks)
  return await Promise.all(tasks)
}
