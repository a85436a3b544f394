import { Temporal } from 'temporal-polyfill'

/** Where the clocks hang that staff think in. */
const shopZone = 'Europe/Paris'

/**
 * The instant, in UTC with milliseconds, of a moment with an offset or of a time on the shop's clocks. A time that the clocks
 * skip is an hour later; of one that they show twice it is the first.
 * @example instantOf('2027-07-14T00:00') // '2027-07-13T22:00:00.000Z'
 */
export function instantOf(moment: string): string {
  const { epochMilliseconds } = /(Z|[+-]\d\d:?\d\d)$/.test(moment)
    ? Temporal.Instant.from(moment)
    : Temporal.PlainDateTime.from(moment).toZonedDateTime(shopZone)
  return new Date(epochMilliseconds).toISOString()
}
