import type { TaxRate } from '@comptoir/contracts/billing/schemas'

/** A country (`FR`), or a region with rates of its own (`FR-20R`). */
export const placeOf = ({ countryCode, region }: Pick<TaxRate, 'countryCode' | 'region'>): string =>
  region ?? countryCode

export type RatePhase = 'over' | 'current' | 'upcoming'

/** Where a rate stands in time; both its days are included. */
export function phaseOf(
  { validFrom, validTo }: Pick<TaxRate, 'validFrom' | 'validTo'>,
  today: string,
): RatePhase {
  if (today < validFrom) return 'upcoming'
  return validTo !== undefined && validTo < today ? 'over' : 'current'
}

/** Which rate it is about. */
export type RateKey = {
  readonly place: string
  readonly taxClass: string
  /** From when on. */
  readonly validFrom: string
}

export type RateWish = RateKey & { readonly percent: string }

/** The rate that a day would have without the wish; nothing where there is none. */
export function rateBefore(
  rates: readonly TaxRate[],
  { place, taxClass, validFrom }: RateKey,
): number | undefined {
  const known = rates.find(
    (rate) =>
      placeOf(rate) === place &&
      rate.taxClass === taxClass &&
      phaseOf(rate, validFrom) === 'current',
  )
  return known?.rateBps
}
