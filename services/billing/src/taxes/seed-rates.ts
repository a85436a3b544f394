import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { RateFrom, TaxTable } from './tax-table.ts'

/** Percentages by the day from which they apply, by tax class, by place. */
const Seed = z.object({
  source: z.string(),
  /** What the source said on this day. */
  stateOn: z.iso.date(),
  places: z.record(z.string(), z.record(z.string(), z.record(z.iso.date(), z.number()))),
})

/** The tables that a shop starts with, from `data/vat-rates.json`: one for each country, with its regions. */
export function readSeed(): Map<string, TaxTable> {
  const file = new URL('../../data/vat-rates.json', import.meta.url)
  const { source, stateOn, places } = Seed.parse(JSON.parse(readFileSync(file, 'utf8')))
  const at = `${stateOn}T00:00:00.000Z`
  const countries = Map.groupBy(Object.entries(places), ([place]) => place.slice(0, 2))
  return new Map(
    [...countries].map(([countryCode, ofCountry]) => {
      const rates = ofCountry.flatMap(([place, classes]) =>
        ratesOf(place === countryCode ? undefined : place, classes),
      )
      const seeded = { at, by: 'system', action: 'seeded', reason: source } as const
      return [countryCode, { countryCode, rates, history: [seeded] }]
    }),
  )
}

function ratesOf(region: string | undefined, classes: Record<string, Record<string, number>>) {
  return Object.entries(classes).flatMap(([taxClass, byDay]) =>
    Object.entries(byDay).map(
      ([validFrom, percent]): RateFrom => ({
        ...(region && { region }),
        ...{ taxClass, rateBps: Math.round(percent * 100), validFrom },
      }),
    ),
  )
}
