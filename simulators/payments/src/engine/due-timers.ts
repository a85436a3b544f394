import type { Due } from './records.ts'

export type DueTimers = {
  /** Fires once when the record is due; a record that is no longer due does not fire. */
  set(record: { readonly id: string; readonly due?: Due | undefined }): void
  close(): void
}

export function createDueTimers(onDue: (id: string) => void): DueTimers {
  const timers = new Map<string, NodeJS.Timeout>()
  return {
    set({ id, due }) {
      clearTimeout(timers.get(id))
      timers.delete(id)
      if (due) timers.set(id, setTimeout(onDue, Math.max(0, due.at - Date.now()), id))
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
