/** Runs tasks of the same key one after the other, in this process: they do not fight over a document. */
export function createQueues() {
  const tails = new Map<string, Promise<unknown>>()
  return async function queue<T>(key: string, run: () => Promise<T>): Promise<T> {
    const before = tails.get(key)
    const task = before === undefined ? run() : before.then(run, run)
    tails.set(key, task)
    try {
      return await task
    } finally {
      if (tails.get(key) === task) tails.delete(key)
    }
  }
}
