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
  /** What a tab keeps over a reload. */
  readonly store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Who is signed in: the next one repeats nothing of somebody else. */
  readonly personId: () => string
  /** Reads again what is shown; fails when it cannot be read. */
  readonly readAgain: () => Promise<unknown>
  readonly newKey?: () => string
}

/** Keys under the names of requests. A store that is full keeps nothing: then they last as long as the page. */
function openKeys(store: RequestKeysOptions['store']) {
  const keys = new Map<string, string>()
  return {
    get: (name: string): string | undefined => keys.get(name) ?? store.getItem(name) ?? undefined,
    set(name: string, key: string): void {
      keys.set(name, key)
      try {
        store.setItem(name, key)
      } catch {
        // it is full
      }
    },
    delete(name: string): void {
      keys.delete(name)
      store.removeItem(name)
    },
  }
}

/** Idempotency keys by request. They outlive dialogs and reloads: after a lost answer the request is repeated, not made twice. */
export function createRequestKeys(options: RequestKeysOptions) {
  const { readAgain, personId, store, newKey = () => crypto.randomUUID() } = options
  const keys = openKeys(store)

  /** Another request may follow one with other words only once it is seen what became of that one. */
  async function forgetOnceRead(name: string): Promise<void> {
    const isRead = await readAgain().then(
      () => true,
      () => false,
    )
    if (isRead) keys.delete(name)
  }

  return {
    /** Runs a request with its key, which stays until an answer decides it. */
    async run<T>(request: string, act: (key: string) => Promise<T>): Promise<T> {
      // a session that ends meanwhile leaves the key to who began
      const name = `request ${personId()} ${request}`
      const key = keys.get(name) ?? newKey()
      keys.set(name, key)
      try {
        const answer = await act(key)
        keys.delete(name)
        return answer
      } catch (error) {
        if (isDecided(error)) keys.delete(name)
        if (isReused(error)) await forgetOnceRead(name)
        throw error
      }
    },
  }
}

export type RequestKeys = ReturnType<typeof createRequestKeys>
