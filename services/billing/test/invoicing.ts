import type { Seller } from '@comptoir/contracts/billing/schemas'
import type { ProviderSettlement } from '@comptoir/contracts/payments/payout-schemas'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createInvoiceExports } from '../src/exports/invoice-export-store.ts'
import { createInvoices, createSeries } from '../src/invoice/invoice-store.ts'
import { createInvoicing } from '../src/invoice/invoicing.ts'
import { createNumbering } from '../src/numbering/numbering.ts'
import { createTransmissions } from '../src/platform/transmission-store.ts'
import { createDistanceCounter } from '../src/taxes/distance-counter.ts'
import { createTaxSettings } from '../src/taxes/tax-settings-store.ts'
import { createTaxRateStore } from '../src/taxes/tax-table-store.ts'
import { createVatIdCheck } from '../src/vat-ids/vat-id-check.ts'
import { createVatIdApprovals, createVatIds } from '../src/vat-ids/vat-id-store.ts'
import type { Vies } from '../src/vat-ids/vies.ts'

export const seller: Seller = {
  name: 'Comptoir Démonstration',
  legalForm: 'SAS au capital de 10 000 €',
  address: ['12 rue du Comptoir', '75002 Paris'],
  siren: '123 456 789',
  rcs: 'RCS Paris 123 456 789',
  vatNumber: 'FR00 123456789',
  email: 'facturation@comptoir.example',
}

/** A billing invoicing over a store in memory, with a clock to move and the ids of what it issued. */
export function createTestInvoicing(store: Store = createMemoryStore('billing')) {
  const time = { now: new Date('2026-11-21T10:00:00.000Z') }
  const clock = () => time.now
  const invoices = createInvoices(store)
  const series = createSeries(store)
  const exports = createInvoiceExports(store)
  const settings = fixedSettings({ seller })
  const transmissions = createTransmissions(store)
  const issue = createNumbering({ invoices, series, settings, clock })
  const issuedIds: string[] = []
  const invoicing = createInvoicing({
    invoices,
    issue,
    issued: ({ id }) => issuedIds.push(id),
    clock,
  })
  const taxRates = createTaxRateStore(store)
  const taxSettings = createTaxSettings(store)
  const warnings: object[] = []
  const log = { warn: (facts: unknown) => void warnings.push(Object(facts)) }
  const distanceCounter = createDistanceCounter({ invoices, taxSettings, clock, log })
  /** What VIES answers; a test replaces it. */
  const register: { vies: Vies } = { vies: async () => undefined }
  const vatIds = createVatIds(store)
  const approvals = createVatIdApprovals(store)
  const vies: Vies = (id) => register.vies(id)
  const checkVatId = createVatIdCheck({ vatIds, approvals, vies, clock })
  /** What payments answers of providers. */
  const settlements: ProviderSettlement[] = []
  const payments = (async () => ({ items: settlements })) as unknown as Client
  return {
    store,
    taxRates,
    taxSettings,
    distanceCounter,
    warnings,
    settlements,
    payments,
    register,
    vatIds,
    approvals,
    checkVatId,
    invoices,
    exports,
    transmissions,
    settings,
    series,
    issue,
    invoicing,
    clock,
    time,
    issuedIds,
  }
}
