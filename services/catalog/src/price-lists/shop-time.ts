import { Temporal } from 'temporal-polyfill'

/** Where the clocks hang that staff think in. */
const shopZone = 'Europe/Paris'

/**
 * The instant, in UTC with milliseconds, of a moment with an offset or of a time on the shop's clocks. A time that the clocks
 * skip is an hour later; of one that they show twice it is the first. Nothing for a moment that no shop is open at: before
 * the year 1000, after 9999, or of parts of a second that no clock shows.
 * @example instantOf('2027-07-14T00:00') // '2027-07-13T22:00:00.000Z'
 */
export function instantOf(moment: string): string | undefined {
  try {
    const { epochMilliseconds } = /(Z|[+-]\d\d:?\d\d)$/.test(moment)
      ? Temporal.Instant.from(moment)
      : Temporal.PlainDateTime.from(moment).toZonedDateTime(shopZone)
    const instant = new Date(epochMilliseconds).toISOString()
    return /^[1-9]\d{3}-/.test(instant) ? instant : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
