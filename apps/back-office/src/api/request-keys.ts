import { CallError } from '@comptoir/site/call'

/** Refusals that say nothing of an earlier try whose answer was lost. */
const undecidedStatuses: readonly number[] = [401, 403, 408, 429]

/** Whether an answer says what became of a request: then the next one is another. */
function isDecided(error: unknown): boolean {
  if (!(error instanceof CallError)) return false
  const { status } = error.problem
  return status >= 400 && status < 500 && !undecidedStatuses.includes(status)
}

/** Idempotency keys by request. They outlive dialogs: after a lost answer the request is repeated, not made twice. */
export function createRequestKeys(newKey: () => string = () => crypto.randomUUID()) {
  const keys = new Map<string, string>()

  return {
    /** Runs a request with its key, which stays until an answer decides it. */
    async run<T>(request: string, act: (key: string) => Promise<T>): Promise<T> {
      const key = keys.get(request) ?? newKey()
      keys.set(request, key)
      try {
        const answer = await act(key)
        keys.delete(request)
        return answer
      } catch (error) {
        if (isDecided(error)) keys.delete(request)
        throw error
      }
    },
    clear: () => keys.clear(),
  }
}

export type RequestKeys = ReturnType<typeof createRequestKeys>
