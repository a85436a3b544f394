/** A confirmation that goes by itself; errors stay in the page instead. */
export type Toast = {
  readonly id: number
  readonly text: string
  /** Takes back what was done. */
  readonly undo?: (() => unknown) | undefined
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
  return {
    list: () => list,
    show(text: string, undo?: Toast['undo']): void {
      last += 1
      become([...list, { id: last, text, undo }].slice(-most))
    },
    dismiss: (id: number) => become(list.filter((toast) => toast.id !== id)),
    clear: () => become([]),
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Toasts = ReturnType<typeof createToasts>
