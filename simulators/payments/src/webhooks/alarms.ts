import type { Due } from '../engine/books.ts'

export type Alarms = {
  /** Rings once when the record is due; a record that is due no more rings no more. */
  set(record: { readonly id: string; readonly due?: Due | undefined }): void
  close(): void
}

export function createAlarms(ring: (id: string) => void): Alarms {
  const timers = new Map<string, NodeJS.Timeout>()
  return {
    set({ id, due }) {
      clearTimeout(timers.get(id))
      timers.delete(id)
      if (due) timers.set(id, setTimeout(ring, Math.max(0, due.at - Date.now()), id))
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}
