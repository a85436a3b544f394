import { lookUp } from '@comptoir/contracts/look-up'
import { countryName } from '@comptoir/site/country-name'
import type { TaxMessages } from '../../../messages/catalogue/taxes.ts'
import type { Locale } from '../../../messages/messages.ts'

/** A tax class in words; one of the shop's own as it is. */
export const className = (taxClass: string, { rates }: TaxMessages): string =>
  lookUp(rates.classes, taxClass) ?? taxClass

/** A country by its name; a region by its code, which has no name everywhere. */
export const placeName = (place: string, locale: Locale): string =>
  place.length === 2 ? countryName(place, locale) : place
