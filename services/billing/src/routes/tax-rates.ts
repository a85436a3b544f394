import { listTaxRates } from '@comptoir/contracts/billing/routes'
import { deleteTaxRate, putTaxRate, readTaxCountry } from '@comptoir/contracts/billing/tax-routes'
import type { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { datedRates, ratesInForce, removeRate, setRate, type TaxTable } from '../taxes/tax-table.ts'

/** The VAT rates, for everyone, and their changes by staff. */
export function addTaxRateRoutes(
  app: ServiceApp,
  { clock, taxRates, taxSettings }: Pick<Deps, 'clock' | 'taxRates' | 'taxSettings'>,
): void {
  const changeOf = (by: string, reason?: string) => {
    const now = clock()
    return { by, at: now.toISOString(), today: parisDayOf(now), reason }
  }

  app.openapi(listTaxRates, async (c) => {
    const { upcoming } = c.req.valid('query')
    const [all, { data }] = await Promise.all([taxRates.all(), taxSettings.get()])
    const rates = ratesInForce(all, { day: parisDayOf(clock()), upcoming })
    return c.json({ rates, settings: data.settings }, 200, {
      'cache-control': 'public, max-age=60',
    })
  })

  app.openapi(readTaxCountry, async (c) => {
    const table = await taxRates.get(c.req.valid('param').countryCode)
    if (!table) throw refuse('not_found')
    return c.json(viewOf(table), 200)
  })

  app.openapi(putTaxRate, async (c) => {
    const { place, ...which } = c.req.valid('param')
    const { rateBps, reason } = c.req.valid('json')
    const { countryCode, region } = partsOf(place)
    const change = changeOf(currentUser(c).id, reason)
    const table = await taxRates.change(countryCode, (before) =>
      setRate(before, { ...(region && { region }), ...which, rateBps }, change),
    )
    return c.json(viewOf(table), 200)
  })

  app.openapi(deleteTaxRate, async (c) => {
    const { place, ...which } = c.req.valid('param')
    const { countryCode, region } = partsOf(place)
    const change = changeOf(currentUser(c).id)
    const table = await taxRates.change(countryCode, (before) =>
      removeRate(before, { ...(region && { region }), ...which }, change),
    )
    return c.json(viewOf(table), 200)
  })
}

/** The country of a place, and the region when it is one: `FR-20R` is a region of `FR`. */
function partsOf(place: string): { countryCode: string; region?: string } {
  const countryCode = place.slice(0, 2)
  return place === countryCode ? { countryCode } : { countryCode, region: place }
}

function viewOf({ data, version }: Document<TaxTable>): TaxCountry {
  const { countryCode, history } = data
  return { countryCode, rates: datedRates(data), history: [...history], version }
}
