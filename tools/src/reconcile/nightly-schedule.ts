import { setTimeout as sleep } from 'node:timers/promises'

const dayMs = 86_400_000

/** Milliseconds from now until it is next so late on the clock: `03:00`. */
export function msUntil(time: string, now: Date): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const at = new Date(now)
  at.setHours(hours, minutes, 0, 0)
  const ms = at.getTime() - now.getTime()
  return ms > 0 ? ms : ms + dayMs
}

/** Runs once each night, for ever; a run that fails is said and does not end the nights. */
export async function everyNight(time: string, run: () => Promise<unknown>): Promise<never> {
  for (;;) {
    await sleep(msUntil(time, new Date()))
    await run().catch((error: unknown) => console.error(String(error)))
  }
}
