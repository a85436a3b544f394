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
