const minute = 60_000
/** After the first, second, … failed attempt; in all about a day and a half, so that a night's outage costs nothing. */
const pausesMs = [
  ...[0.5, 2, 10, 30].map((minutes) => minutes * minute),
  ...[2, 6, 12, 18].map((hours) => hours * 60 * minute),
]

/** However long a provider asks to wait. */
export const longestPauseMs = 24 * 60 * minute

/** How long to wait after that many attempts; none when it is given up. */
export const retryAfterMs = (attempts: number): number | undefined => pausesMs[attempts - 1]
