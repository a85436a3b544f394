/**
 * A moment as the field of the browser has it: on its clock, to the next second. A label may be made in the second that runs, and
 * what came before it is not about its parcel.
 */
export function localMoment(now: Date): string {
  const second = Math.ceil(now.getTime() / 1_000) * 1_000
  return new Date(second - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
