import { listTaxRates } from '@comptoir/contracts/billing/routes'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { ratesInForce, taxRates } from '../taxes/tax-rate.ts'

export function addTaxRateRoutes(app: ServiceApp, { clock }: Pick<Deps, 'clock'>): void {
  app.openapi(listTaxRates, (c) => {
    const rates = ratesInForce(taxRates, parisDayOf(clock()))
    return c.json({ rates }, 200, { 'cache-control': 'public, max-age=60' })
  })
}
