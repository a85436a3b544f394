export type Call<T> = { readonly startedAt: number; readonly ms: number; readonly answer: T }

/** Calls at a steady rate, however long the calls before take, until it is stopped; then answers all of them. */
export function callSteadily<T>(everyMs: number, ask: (n: number) => Promise<T>) {
  const calls: Promise<Call<T>>[] = []
  const call = async (n: number): Promise<Call<T>> => {
    const startedAt = performance.now()
    const answer = await ask(n)
    return { startedAt, ms: performance.now() - startedAt, answer }
  }
  const timer = setInterval(() => calls.push(call(calls.length)), everyMs)
  return {
    async stop(): Promise<Call<T>[]> {
      clearInterval(timer)
      return await Promise.all(calls)
    },
  }
}

/**
 * How long, between two moments, the calls were overdue, in milliseconds: this process had no processor then, so it neither
 * asked nor heard an answer. A delay shorter than half their distance is none.
 */
export function stalledMs(
  calls: readonly Pick<Call<unknown>, 'startedAt'>[],
  everyMs: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  return calls.slice(1).reduce((sum, { startedAt }, n) => {
    const dueAt = (calls[n]?.startedAt ?? startedAt) + everyMs
    if (startedAt - dueAt < everyMs / 2) return sum
    return sum + Math.max(0, Math.min(to, startedAt) - Math.max(from, dueAt))
  }, 0)
}
