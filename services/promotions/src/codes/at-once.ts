import { settleAll } from '@comptoir/dapr/host/settle-all'

/** Codes that are written at once: enough to fill the connections to the sidecar. */
const atOnce = 16

/** Runs a task for each item, some at once. The first failure ends it, once those that run have ended. */
export async function forEachAtOnce<T>(
  items: Iterable<T> | AsyncIterable<T>,
  run: (item: T) => Promise<unknown>,
): Promise<void> {
  let group: T[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < atOnce) continue
    await settleAll(group.map((item) => run(item)))
    group = []
  }
  await settleAll(group.map((item) => run(item)))
}
