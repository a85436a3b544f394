/** Whether a position of a log is before another one: positions are `<ms>-<number>`. */
export function isBefore(one: string, other: string): boolean {
  const [ms = 0, number = 0] = one.split('-').map(Number)
  const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number)
  return ms < otherMs || (ms === otherMs && number < otherNumber)
}

/** When the entry at a position was written. */
export const timeOf = (position: string): string =>
  new Date(Number(position.split('-')[0])).toISOString()
