import { CallError } from '@comptoir/site/call'

/** Refusals that say nothing of an earlier try whose answer was lost. */
const undecidedStatuses: readonly number[] = [401, 403, 408, 429]
/** The request of before is still at work: a repeat after its time was over meets itself. */
const running = 'request_running'
/** A request of before had other words: it may have happened, and nothing came back of it. */
const reused = 'idempotency_key_reused'

/** Whether an answer says what became of a request: then the next one is another. */
function isDecided(error: unknown): boolean {
  if (!(error instanceof CallError)) return false
  const { status, code } = error.problem
  if (code === running || code === reused) return false
  return status >= 400 && status < 500 && !undecidedStatuses.includes(status)
}

const isReused = (error: unknown) => error instanceof CallError && error.problem.code === reused

type RequestKeysOptions = {
  /** Reads again what is shown; fails when it cannot be read. */
  readonly readAgain: () => Promise<unknown>
  readonly newKey?: () => string
}

/** Idempotency keys by request. They outlive dialogs: after a lost answer the request is repeated, not made twice. */
export function createRequestKeys(options: RequestKeysOptions) {
  const { readAgain, newKey = () => crypto.randomUUID() } = options
  const keys = new Map<string, string>()

  /** Another request may follow one with other words only once it is seen what became of that one. */
  async function forgetOnceRead(request: string): Promise<void> {
    const isRead = await readAgain().then(
      () => true,
      () => false,
    )
    if (isRead) keys.delete(request)
  }

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
        if (isReused(error)) await forgetOnceRead(request)
        throw error
      }
    },
    clear: () => keys.clear(),
  }
}

export type RequestKeys = ReturnType<typeof createRequestKeys>
