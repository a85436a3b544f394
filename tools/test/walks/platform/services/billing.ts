import { createApp } from '../../../../../services/billing/src/app.ts'
import { eraseInvoices } from '../../../../../services/billing/src/erasure.ts'
import { createInvoiceExports } from '../../../../../services/billing/src/exports/invoice-export-store.ts'
import { attachPdf } from '../../../../../services/billing/src/invoice/invoice.ts'
import {
  createInvoices,
  createSeries,
} from '../../../../../services/billing/src/invoice/invoice-store.ts'
import { createInvoicing } from '../../../../../services/billing/src/invoice/invoicing.ts'
import { createNumbering } from '../../../../../services/billing/src/numbering/numbering.ts'
import { createTransmissions } from '../../../../../services/billing/src/platform/transmission-store.ts'
import { createSubscribers } from '../../../../../services/billing/src/subscribers.ts'
import { createDistanceCounter } from '../../../../../services/billing/src/taxes/distance-counter.ts'
import { createTaxSettings } from '../../../../../services/billing/src/taxes/tax-settings-store.ts'
import { createTaxRateStore } from '../../../../../services/billing/src/taxes/tax-table-store.ts'
import { createVatIdCheck } from '../../../../../services/billing/src/vat-ids/vat-id-check.ts'
import {
  createVatIdApprovals,
  createVatIds,
} from '../../../../../services/billing/src/vat-ids/vat-id-store.ts'
import { createVies } from '../../../../../services/billing/src/vat-ids/vies.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'

/** Billing; its papers are blank, since printing one takes longer than a walk. */
export function startBilling(platform: Platform) {
  const host = createHostTwin(platform, 'billing')
  const { store, clock, log, settings } = host
  const invoices = createInvoices(store)
  const series = createSeries(store)
  const exports = createInvoiceExports(store)
  const transmissions = createTransmissions(store)
  const issue = createNumbering({ invoices, series, settings, clock })
  const invoicing = createInvoicing({ invoices, issue, issued: () => undefined, clock })
  const taxRates = createTaxRateStore(store)
  const taxSettings = createTaxSettings(store)
  const vatIds = createVatIds(store)
  const approvals = createVatIdApprovals(store)
  const vies = createVies({ url: undefined, requester: () => undefined, log })
  const checkVatId = createVatIdCheck({ vatIds, approvals, vies, clock })
  const distanceCounter = createDistanceCounter({ invoices, taxSettings, clock, log })
  const app = createApp({
    ...{ ...host, invoices, invoicing, taxRates, taxSettings, checkVatId, distanceCounter },
    ...{ approvals, exports, transmissions },
    payments: host.clients.payments,
  })
  host.run(app, {
    subscribers: createSubscribers({ invoicing, invoices }),
    collections: [
      ...[invoices, series, exports, transmissions, taxRates.collection, taxSettings.collection],
      ...[vatIds, approvals],
    ],
    erase: eraseInvoices(invoices),
    rounds: [{ name: 'invoice PDFs', run: () => printAll(invoices) }],
  })
  return { seed: () => taxRates.seed() }
}

async function printAll(invoices: ReturnType<typeof createInvoices>): Promise<void> {
  const paper = { pdf: { sha256: '0'.repeat(64), size: 1 } }
  for (const id of await invoices.ids('awaitingPdf', 'all', { limit: 200 }))
    await invoices.update(id, (document) => attachPdf(document, paper))
}
