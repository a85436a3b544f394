/** A confirmation, which goes by itself. Errors stay in the page instead, but for those of what was done in passing. */
export type Toast = {
  readonly id: number
  readonly text: string
  /** Takes back what was done. */
  readonly undo?: (() => unknown) | undefined
  /** Of something that failed: tries it again. */
  readonly retry?: (() => Promise<void>) | undefined
}

/** At most so many at a time: the oldest goes. */
const most = 3

/** The confirmations of this tab. */
export function createToasts() {
  let list: readonly Toast[] = []
  let last = 0
  const listeners = new Set<() => void>()

  function become(next: readonly Toast[]): void {
    list = next
    for (const listener of listeners) listener()
  }
  function add(toast: Omit<Toast, 'id'>): void {
    last += 1
    become([...list, { id: last, ...toast }].slice(-most))
  }

  /** Does it; when it fails, that stays said until it is closed or done again. It never throws. */
  async function attempt(act: () => unknown, textOf: (error: unknown) => string): Promise<void> {
    try {
      await act()
    } catch (error) {
      add({ text: textOf(error), retry: () => attempt(act, textOf) })
    }
  }
  return {
    list: () => list,
    show: (text: string, undo?: Toast['undo']): void => add({ text, undo }),
    attempt,
    dismiss: (id: number) => become(list.filter((toast) => toast.id !== id)),
    clear: () => become([]),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Toasts = ReturnType<typeof createToasts>
