import {
  previewTax,
  readTaxSettings,
  replaceTaxSettings,
} from '@comptoir/contracts/billing/tax-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { previewOf } from '../taxes/tax-preview.ts'

type TaxDeps = Pick<Deps, 'clock' | 'taxRates' | 'taxSettings'>

/** What else the shop goes by when it charges VAT, and what a basket would cost somewhere on some day: for staff. */
export function addTaxSettingsRoutes(app: ServiceApp, deps: TaxDeps): void {
  const { clock, taxRates, taxSettings } = deps

  app.openapi(readTaxSettings, async (c) => {
    const { data, version } = await taxSettings.get()
    return c.json({ ...data.settings, history: data.history, version }, 200)
  })

  app.openapi(replaceTaxSettings, async (c) => {
    const change = { by: currentUser(c).id, at: clock().toISOString() }
    const { data, version } = await taxSettings.replace(c.req.valid('json'), change)
    return c.json({ ...data.settings, history: data.history, version }, 200)
  })

  app.openapi(previewTax, async (c) => {
    const [rates, { data }] = await Promise.all([taxRates.all(), taxSettings.get()])
    return c.json(previewOf({ ...data.settings, rates }, c.req.valid('json'), clock()), 200)
  })
}
